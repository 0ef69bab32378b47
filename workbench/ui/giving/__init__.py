"""The parts of the page on which a teacher brings work that was asked for."""
