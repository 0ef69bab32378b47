"""How much evidence a figure needs before it is shown to a person (DESIGN.md, section 8; one table)."""

from dataclasses import dataclass
from enum import StrEnum

from workbench.domain.catalogue import _, later


@dataclass(frozen=True, slots=True)
class Minimums:
    """Counts below which the page says how much more is needed instead of a figure."""

    distribution_raters: int = 3
    projector_raters_when_all_agree: int = 3
    projector_raters: int = 4
    projector_raters_against_a_wish: int = 5
    percent_raters: int = 4
    percent_samples: int = 3
    percent_as_count_below_samples: int = 10
    coefficient_pairs: int = 30
    coefficient_samples: int = 10
    rough_below_samples: int = 20
    rater_samples: int = 10
    small_group_raters: int = 6
    flag_scores: int = 20
    flag_samples: int = 10
    measure_samples: int = 20
    measure_raters: int = 3
    measure_reads: int = 2
    group_samples: int = 10
    groups_samples: int = 30


DEFAULTS = Minimums()


class Shown(StrEnum):
    """Kinds of figures, each with its own minimum."""

    PERCENT = "percent"
    COEFFICIENT = "coefficient"
    DIFFERENCE = "difference"
    FLAG = "flag"
    MEASURE = "measure"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a figure rests on: teachers, pieces of work, pairs of scores compared, scores, and teachers a piece.

    ``smallest`` is the number of pieces of the smallest group, where groups are compared.
    """

    raters: int = 0
    samples: int = 0
    pairs: int = 0
    scores: int = 0
    reads: float = 0.0
    smallest: int = 0


_SAYS = {
    (Shown.PERCENT, "raters"): later("A percentage needs {needed} teachers; you have {found}."),
    (Shown.PERCENT, "samples"): later("A percentage needs {needed} pieces; you have {found}."),
    (Shown.COEFFICIENT, "pairs"): later("This figure needs {needed} pairs of scores; you have {found}."),
    (Shown.COEFFICIENT, "samples"): later("This figure needs {needed} pieces; you have {found}."),
    (Shown.DIFFERENCE, "samples"): later(
        "How you compare is shown from {needed} pieces on that you and at least two others scored; you have {found}."
    ),
    (Shown.FLAG, "scores"): later("What one teacher does takes {needed} scores; here there are {found}."),
    (Shown.FLAG, "samples"): later("What one teacher does takes {needed} pieces; here there are {found}."),
    (Shown.MEASURE, "samples"): later("Severity on one scale takes {needed} pieces; here there are {found}."),
    (Shown.MEASURE, "raters"): later("Severity on one scale takes {needed} teachers; here there are {found}."),
    (Shown.MEASURE, "reads"): later("Severity on one scale takes {needed} teachers a piece; here there are {found}."),
    (Shown.GROUP, "smallest"): later("A comparison of groups takes {needed} pieces of each; the smallest has {found}."),
    (Shown.GROUP, "samples"): later("A comparison of groups takes {needed} pieces in all; here there are {found}."),
}


def still_needed(kind: Shown, found: Evidence, minimums: Minimums = DEFAULTS) -> tuple[str, ...]:
    """Return what a figure lacks before it may be shown, a sentence for each count; nothing when it may be.

    Parameters
    ----------
    kind
        What kind of figure it is.
    found
        What it rests on.
    minimums
        The table.
    """
    wanted = {
        Shown.PERCENT: {"raters": minimums.percent_raters, "samples": minimums.percent_samples},
        Shown.COEFFICIENT: {"pairs": minimums.coefficient_pairs, "samples": minimums.coefficient_samples},
        Shown.DIFFERENCE: {"samples": minimums.rater_samples},
        Shown.FLAG: {"scores": minimums.flag_scores, "samples": minimums.flag_samples},
        Shown.MEASURE: {
            "samples": minimums.measure_samples,
            "raters": minimums.measure_raters,
            "reads": minimums.measure_reads,
        },
        Shown.GROUP: {"smallest": minimums.group_samples, "samples": minimums.groups_samples},
    }[kind]
    return tuple(
        _(_SAYS[kind, count]).format(needed=needed, found=f"{getattr(found, count):.3g}")
        for count, needed in wanted.items()
        if getattr(found, count) < needed
    )
