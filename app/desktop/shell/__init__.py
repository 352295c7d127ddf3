"""The frame around every screen: rail, top bar, page stack, session mode, keys. It knows no screen."""
