"""Day one: seven pages, one decision each."""
