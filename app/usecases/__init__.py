"""The verbs of a device: one module per activity, one function per use case."""
