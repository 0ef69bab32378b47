"""Pairs of scores, counted as whole pairs: what is said in place of a percentage while pieces are few."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis import ScoreFrame
from analysis.frame import Codes
from analysis.tally import pairs_apart

Count = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PairCounts:
    """So many of so many pairs, by (criterion or ``all``, statistic), and by (criterion, level above the line)."""

    shares: Mapping[tuple[str, str], Count] = field(default_factory=dict)
    same_side: Mapping[tuple[str, int], Count] = field(default_factory=dict)


def count_pairs(frame: ScoreFrame, cuts: Mapping[str, int]) -> PairCounts:
    """Return the pairs behind every share; all criteria together only where their levels match.

    Parameters
    ----------
    frame
        Scores whose levels are positions from 1.
    cuts
        By criterion, the lowest level that counts as proficient.
    """
    shares: dict[tuple[str, str], Count] = {}
    same_side: dict[tuple[str, int], Count] = {}
    for criterion in frame.criteria:
        here = frame.only(criterion)
        counts = here.cells
        shares |= _shares(criterion, counts)
        lines = {above: _same_side(counts, above) for above in range(2, counts.shape[1] + 1)}
        same_side |= {(criterion, above): count for above, count in lines.items()}
        shares[criterion, "cut_agreement"] = lines[cuts[criterion]]
    if frame.criteria and not frame.not_pooled_because:
        shares |= _shares("all", frame.cells)
        shares["all", "cut_agreement"] = _sum([shares[criterion, "cut_agreement"] for criterion in frame.criteria])
    return PairCounts(shares, same_side)


def _shares(about: str, counts: Codes) -> dict[tuple[str, str], Count]:
    apart = pairs_apart(counts).sum(axis=0)
    total = int(apart.sum())
    return {
        (about, "exact"): (int(apart[0]), total),
        (about, "adjacent"): (int(apart[1]), total),
        (about, "within_one"): (int(apart[:2].sum()), total),
    }


def _same_side(counts: Codes, above: int) -> Count:
    total = int(pairs_apart(counts).sum())
    across = int((counts[:, : above - 1].sum(axis=1) * counts[:, above - 1 :].sum(axis=1)).sum())
    return total - across, total


def _sum(counts: list[Count]) -> Count:
    return sum(n for n, _of in counts), sum(of for _n, of in counts)
