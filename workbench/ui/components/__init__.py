"""Small inline components: no build, no outside code; text enters a page only through ``textContent``."""
