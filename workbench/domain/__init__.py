"""Rules and values of calibration: standard library only."""
