"""A guided session on screen: task list, instruction card, reason and date, review."""
