"""The scoring desk's parts: header, the work with its marks, the rubric cards, and what goes beside a level."""
