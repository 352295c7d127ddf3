"""The look: tokens, the style sheet made from them, fonts and icons; no widget lives here."""
