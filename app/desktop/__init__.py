"""The windows, and the one place where the floors meet (bootstrap)."""
