"""How much evidence a figure needs before it is shown to a person (DESIGN.md, section 8; one table)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Minimums:
    """Counts below which the page says how much more is needed instead of a figure."""

    distribution_raters: int = 3
    projector_raters: int = 4
    percent_raters: int = 4
    percent_samples: int = 3
    percent_as_count_below_samples: int = 10
    coefficient_pairs: int = 30
    coefficient_samples: int = 10
    rough_below_samples: int = 20
    rater_samples: int = 10
    small_group_raters: int = 6


DEFAULTS = Minimums()
