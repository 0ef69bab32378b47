"""What pages share: viewer, words, charts, components and theme."""
