"""Exemplars on screen: the library with its coverage map, one exemplar with notes on the work, and publishing."""
