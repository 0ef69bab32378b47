"""Calibration and moderation workbench: agree what proficient means, and show how far you agree."""

__version__ = "0.1.0"
