"""Whole journeys in a real browser against the real server; each person is a device of their own."""
