"""The session on screen: the frame with the person and the tasks, and the four pages in its middle."""
