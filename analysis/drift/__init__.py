"""Does a rater's severity change? Within a session by order, across sessions, against references, and with echoes."""
