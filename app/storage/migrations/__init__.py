"""How the tables came to be: steps that are only ever added, each applied once and whole, after a checked copy."""
