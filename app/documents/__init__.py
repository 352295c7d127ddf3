"""Paper: slips out as PDF."""
