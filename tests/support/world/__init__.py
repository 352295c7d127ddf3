"""A whole commune in one process: real laptops, real central, and everything between them that can go wrong."""
