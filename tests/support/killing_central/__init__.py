"""Central's backup, drill and restore, killed at any instant, on both databases."""
