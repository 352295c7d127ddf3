"""How a code gets in: a keyboard-wedge scanner, a picture, the webcam; what it means is the domain's."""
