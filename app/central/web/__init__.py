"""The one page central shows in a browser: counts, never a person's name, nothing to click or change."""
