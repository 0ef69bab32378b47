"""Pure statistics on a score frame; knows nothing of the application."""
