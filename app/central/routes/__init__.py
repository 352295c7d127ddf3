"""Central's HTTP surface: one thin function per endpoint. What is decided lies in the modules they call."""
