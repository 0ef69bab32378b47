"""From (R,) estimates to one tested effect for each rater who has one."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.estimated import Estimated, Estimates, clearest, tested
from analysis.flag_results import FlagKind
from analysis.panel.reads import PanelReads
from analysis.sums import Floats

__all__ = ["Asked", "one_each"]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """An effect asked of every rater.

    Parameters
    ----------
    kind, null
        What it is, and what it is when there is none.
    found
        (R,) estimates.
    shows
        (D,) how much each read speaks for a positive difference from the null.
    """

    kind: FlagKind
    null: float
    found: Estimates
    shows: Floats


def one_each(reads: PanelReads, asked: Asked) -> Iterator[Estimated]:
    """One tested effect for each rater who has an estimate, in the order of raters."""
    low, high, p = tested(asked.found, asked.null)
    n = np.bincount(reads.rater, reads.n_scores, len(reads.raters)).astype(int)
    for at in np.flatnonzero(np.isfinite(asked.found.value) & (asked.found.error > 0)):
        mine = np.flatnonzero(reads.rater == at)
        sign = np.sign(asked.found.value[at] - asked.null)
        yield Estimated(
            rater=reads.raters[at],
            kind=asked.kind,
            estimate=float(asked.found.value[at]),
            null=asked.null,
            low=float(low[at]),
            high=float(high[at]),
            p=float(p[at]),
            df=float(asked.found.df[at]),
            n=int(n[at]),
            n_samples=int(reads.per_rater[at]),
            look_at=clearest(reads.samples, reads.sample[mine], sign * asked.shows[mine]),
        )
