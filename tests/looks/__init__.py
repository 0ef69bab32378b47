"""Every screen, in light and dark and at every size: accessible, and nothing wider than the window."""
