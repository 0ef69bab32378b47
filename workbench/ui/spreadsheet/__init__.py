"""Bring a spreadsheet: a table is brought or typed from paper, confirmed, reported on, and kept or thrown away."""
