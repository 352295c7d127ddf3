"""How the tables came to be: steps only ever added, each applied once and whole, after a checked copy."""
