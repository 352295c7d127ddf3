"""The room of whoever goes from house to house: the board of a village, and the house somebody stands at."""
