"""The components screens are built from: texts come in as arguments, plain values go out as signals."""
