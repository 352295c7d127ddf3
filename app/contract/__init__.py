"""The wire between a device and central, shared by both ends."""
