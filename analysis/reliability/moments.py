"""Variance components from sums: fast on any design, and exact again for every sample or rater left out.

Each source A has a T term, the sum over its groups of (sum of scores)^2 / (number of scores). What a T term is
expected to be is linear in the components, with coefficients that only count scores, so as many T terms as components
give them by solving that system: the analogous-ANOVA estimates (Henderson 1953, Biometrics 9, 226-252, method 1;
Brennan 2001, Generalizability Theory, ch. 7). On complete tables they are the ANOVA estimates. Unbiased, so they can
fall below 0; nothing is cut here.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.frame import Codes
from analysis.reliability.design import Design, Groups, Source, joined
from analysis.sums import divided

__all__ = ["left_out_components", "moments_components", "tells_apart"]

Floats: TypeAlias = NDArray[np.float64]

_AS_GOOD_AS_SINGULAR = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class _System:
    """T terms and what they are expected to be, for each of L sets of scores.

    Parameters
    ----------
    n
        (L,) scores.
    terms
        (L, A) the T term of each source, of the residual, and last of the whole.
    counts
        (L, A, B) how often the component of each source, and last of the residual, is in each T term.
    """

    n: Floats
    terms: Floats
    counts: Floats

    def components(self) -> Floats:
        """(L, B) components; NaN where the design cannot tell them apart."""
        counts, terms = self._shares()
        solvable = self.solvable()
        found = np.full(terms.shape, np.nan)
        found[solvable] = np.linalg.solve(counts[solvable], terms[solvable][..., None])[..., 0]
        return found

    def solvable(self) -> NDArray[np.bool_]:
        """(L,) whether the components can be told apart."""
        counts = self._shares()[0]
        solvable: NDArray[np.bool_] = np.abs(np.linalg.det(counts)) > _AS_GOOD_AS_SINGULAR
        return solvable

    def _shares(self) -> tuple[Floats, Floats]:
        """Less the whole, whose T term holds the mean, and per score; 0 where no score is left."""
        n = np.maximum(self.n, 1)
        counts: Floats = (self.counts[:, :-1] - self.counts[:, -1:]) / n[:, None, None]
        terms: Floats = (self.terms[:, :-1] - self.terms[:, -1:]) / n[:, None]
        return counts, terms


def moments_components(design: Design) -> Floats:
    """(B,) the components in the order of ``design.sources``, and last the residual."""
    found: Floats = _whole(design).components()[0]
    return found


def tells_apart(design: Design) -> bool:
    """Whether the design lets all the components be told apart."""
    return bool(_whole(design).solvable()[0])


def left_out_components(design: Design, facet: str) -> Floats:
    """(L, B) the components without each of the L levels of a facet in turn; NaN where they cannot be had."""
    return _without_each(design, facet).components()


def _equations(design: Design) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """The sources that have T terms, and those that have components."""
    components = (*design.sources, design.residual)
    return (*components, ()), components


def _whole(design: Design) -> _System:
    of_terms, of_components = _equations(design)
    terms = [float((design.groups[a].total ** 2 / design.groups[a].size).sum()) for a in of_terms]
    counts = [[float((_squares(design, a, b) / design.groups[a].size).sum()) for b in of_components] for a in of_terms]
    return _System(np.array([float(len(design))]), np.array([terms]), np.array([counts]))


def _squares(design: Design, a: Source, b: Source) -> Floats:
    """(G,) by group of a, the sum of squared numbers of scores that it shares with each group of b."""
    both = joined(a, b)
    if both == a:
        return design.groups[a].size.astype(np.float64) ** 2
    return _added(design.within(both, a), design.groups[both].size.astype(np.float64) ** 2)


def _without_each(design: Design, facet: str) -> _System:
    of_terms, of_components = _equations(design)
    terms = [_term_without(design, a, facet) for a in of_terms]
    counts = [[_count_without(design, a, b, facet) for b in of_components] for a in of_terms]
    n = len(design) - design.groups[(facet,)].size
    return _System(n.astype(np.float64), np.stack(terms, axis=-1), np.moveaxis(np.array(counts), -1, 0))


def _term_without(design: Design, a: Source, facet: str) -> Floats:
    """(L,) a T term without each level of the facet: only groups that the level is in change."""
    groups = design.groups[a]
    each = groups.total**2 / groups.size
    if facet in a:
        return _total_less(design, a, facet, each)
    touched, lies_in = _touched(design, a, facet)
    left = groups.size[lies_in] - touched.size
    after = np.nan_to_num(divided((groups.total[lies_in] - touched.total) ** 2, left))
    return _total_less(design, joined(a, (facet,)), facet, each[lies_in] - after, float(each.sum()))


def _count_without(design: Design, a: Source, b: Source, facet: str) -> Floats:
    """(L,) the coefficient of b in the T term of a, without each level of the facet."""
    groups, squares = design.groups[a], _squares(design, a, b)
    each = squares / groups.size
    if facet in a:
        return _total_less(design, a, facet, each)
    touched, lies_in = _touched(design, a, facet)
    left = groups.size[lies_in] - touched.size
    after = np.nan_to_num(divided(squares[lies_in] - _squares_gone(design, a, b, facet), left))
    return _total_less(design, joined(a, (facet,)), facet, each[lies_in] - after, float(each.sum()))


def _squares_gone(design: Design, a: Source, b: Source, facet: str) -> Floats:
    """By group of a and level of the facet, how much the level takes from the squares of `_squares`."""
    touched, both = joined(a, (facet,)), joined(a, b)
    parts = joined(both, (facet,))
    gone = design.groups[parts].size.astype(np.float64)
    if facet in both:
        return _added(design.within(parts, touched), gone**2)
    held = design.groups[both].size[design.within(parts, both)]
    return _added(design.within(parts, touched), held**2 - (held - gone) ** 2)


def _touched(design: Design, a: Source, facet: str) -> tuple[Groups, Codes]:
    """The parts that the levels of the facet have in the groups of a, and which group each is part of."""
    touched = joined(a, (facet,))
    return design.groups[touched], design.within(touched, a)


def _total_less(design: Design, source: Source, facet: str, gone: Floats, total: float | None = None) -> Floats:
    """(L,) a total less what goes with each level of the facet."""
    with_level = _added(design.within(source, (facet,)), gone)
    less: Floats = (float(gone.sum()) if total is None else total) - with_level
    return less


def _added(group: Codes, values: Floats) -> Floats:
    """(G,) the sum of the values in each group."""
    return np.bincount(group, values).astype(np.float64)
