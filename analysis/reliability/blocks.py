"""A variance matrix that falls into blocks, and what crosses them: the arithmetic behind `reml`.

The scores of one sample share nothing with the scores of another but the effects that cross them, such as a rater's.
So V = H + W G W': H falls into small blocks, inverted many at a time; W has a column for every crossing effect, and G
holds their variances. The blocks are samples or raters, whichever leaves fewer effects to cross. With P the inverse
of V from which the mean is taken out, P = H^-1 - U C U' where U = H^-1 [1 W].
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

from analysis.frame import Codes
from analysis.reliability.design import Design

__all__ = ["Blocks", "Likelihood", "blocks_of", "effort", "likelihood"]

Floats: TypeAlias = NDArray[np.float64]
Matrix: TypeAlias = Any

# Below so many scores, keeping track of zeros costs more than multiplying by them.
_DENSE_UP_TO = 500


@dataclass(frozen=True, slots=True, eq=False)
class _Alike:
    """The b blocks of one size m: (b, m, m) where their numbers stand, and by source inside, who shares a group."""

    at: Codes
    same: tuple[NDArray[np.bool_], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """A design with its scores in the order of the blocks.

    Parameters
    ----------
    score
        (N,) levels less their mean.
    groups
        For each source but the residual, a sparse (N, groups) matrix with 1 where a score is in a group.
    inside
        Which of the sources lie inside the blocks; the others cross them.
    first, width
        (N,) the first column of a row's block, and how many columns it has.
    alike
        The blocks by size.
    """

    score: Floats
    groups: tuple[Matrix, ...]
    inside: tuple[int, ...]
    first: Codes
    width: Codes
    alike: tuple[_Alike, ...]

    @property
    def crossing(self) -> tuple[int, ...]:
        """Which of the sources cross the blocks."""
        return tuple(which for which in range(len(self.groups)) if which not in self.inside)


@dataclass(frozen=True, slots=True, eq=False)
class Likelihood:
    """Restricted likelihood at some components: -2 log, its (B,) slopes of log, and (B, B) average information."""

    deviance: float
    slopes: Floats
    information: Floats


def blocks_of(design: Design) -> Blocks:
    """The design in blocks of the facet that leaves the fewest effects to cross."""
    facet = _block_facet(design)
    inside = tuple(which for which, source in enumerate(design.sources) if facet in source)
    order = np.argsort(design.facets[facet], kind="stable")
    of = [design.groups[source].of[order] for source in design.sources]
    size = design.groups[(facet,)].size
    first = np.cumsum(size) - size
    alike = tuple(_alike(first, size, m, [of[which] for which in inside]) for m in map(int, np.unique(size)))
    groups = tuple(_indicators(group, len(design)) for group in of)
    return Blocks(design.score[order], groups, inside, np.repeat(first, size), np.repeat(size, size), alike)


def effort(design: Design) -> int:
    """How many numbers one evaluation of the likelihood handles."""
    facet = _block_facet(design)
    crossing = sum(design.n(*source) for source in design.sources if facet not in source)
    return int((design.groups[(facet,)].size ** 2).sum()) + len(design) * crossing


def _block_facet(design: Design) -> str:
    return max(design.facets, key=lambda one: sum(design.n(*source) for source in design.sources if one in source))


def _alike(first: Codes, size: Codes, m: int, of: list[Codes]) -> _Alike:
    numbers_before = np.cumsum(size**2) - size**2
    row = first[size == m][:, None] + np.arange(m)
    at = numbers_before[size == m][:, None, None] + np.arange(m * m).reshape(m, m)
    return _Alike(at, tuple(group[row][:, :, None] == group[row][:, None, :] for group in of))


def _indicators(group: Codes, n: int) -> Matrix:
    indicators = sparse.csr_array((np.ones(n), group, np.arange(n + 1)))
    return indicators if n > _DENSE_UP_TO else indicators.toarray()


def likelihood(blocks: Blocks, components: Floats) -> Likelihood:
    """The restricted likelihood of components (B,), the residual last and above 0.

    Slopes and average information as in Gilmour, Thompson and Cullis 1995, Biometrics 51, 1440-1450.
    """
    inverse, numbers, log_det_h = _inverted(blocks, components)
    across = _across(blocks, inverse, components)
    p_y = across.project(inverse, blocks.score)
    pulls = [group @ (group.T @ p_y) for group in blocks.groups] + [p_y]
    squares = np.array([p_y @ pull for pull in pulls])
    pull = np.column_stack(pulls)
    return Likelihood(
        deviance=log_det_h + across.log_det + float(blocks.score @ p_y),
        slopes=(squares - _traces(blocks, numbers, across)) / 2,
        information=pull.T @ across.project(inverse, pull) / 2,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Across:
    """What the mean and the crossing effects take out of the inverse of H: U, C, 1 and W times U, and log det."""

    u: Matrix
    c: Floats
    between: Floats
    log_det: float

    def project(self, inverse: Matrix, columns: Floats) -> Floats:
        """P times some columns."""
        projected: Floats = inverse @ columns - self.u @ (self.c @ (self.u.T @ columns))
        return projected


def _inverted(blocks: Blocks, components: Floats) -> tuple[Matrix, Floats, float]:
    """H^-1, the numbers in its blocks, and log det H."""
    numbers, log_det = np.empty(int(blocks.width.sum())), 0.0
    for alike in blocks.alike:
        h = np.tile(components[-1] * np.eye(alike.at.shape[1]), (len(alike.at), 1, 1))
        for which, same in zip(blocks.inside, alike.same, strict=True):
            h += components[which] * same
        numbers[alike.at] = np.linalg.inv(h)
        log_det += float(np.linalg.slogdet(h)[1].sum())
    ends = np.cumsum(blocks.width)
    columns = np.arange(len(numbers)) - np.repeat(ends - blocks.width - blocks.first, blocks.width)
    inverse = sparse.csr_array((numbers, columns, np.concatenate([[0], ends])))
    return inverse if len(ends) > _DENSE_UP_TO else inverse.toarray(), numbers, log_det


def _across(blocks: Blocks, inverse: Matrix, components: Floats) -> _Across:
    crossing = [blocks.groups[which] for which in blocks.crossing]
    mean = np.ones((len(blocks.score), 1))
    few = len(mean) <= _DENSE_UP_TO
    w = np.hstack([mean, *crossing]) if few else sparse.hstack([sparse.csr_array(mean), *crossing], format="csr")
    u = inverse @ w
    between = w.T @ u if few else (w.T @ u).toarray()
    n_columns = [group.shape[1] for group in crossing]
    sd = np.concatenate([[1.0], np.repeat(np.sqrt(components[list(blocks.crossing)]), n_columns)])
    # Standardised effects: a variance of 0 is then nothing special (Bates and others 2015, J. Stat. Software 67).
    scaled = between * np.outer(sd, sd) + np.diag(np.r_[0.0, np.ones(len(sd) - 1)])
    factor = linalg.cho_factor(scaled, lower=True)
    c = linalg.cho_solve(factor, np.diag(sd)) * sd[:, None]
    return _Across(u, c, between, float(2 * np.log(np.diag(factor[0])).sum()))


def _traces(blocks: Blocks, numbers: Floats, across: _Across) -> Floats:
    """(B,) trace of P times what each component is multiplied with in V."""
    held = np.zeros(len(blocks.groups) + 1)
    for alike in blocks.alike:
        of_size = numbers[alike.at]
        held[list(blocks.inside)] += [float(of_size[same].sum()) for same in alike.same]
        held[-1] += np.trace(of_size, axis1=1, axis2=2).sum()
    ends = 1 + np.cumsum([blocks.groups[which].shape[1] for which in blocks.crossing], dtype=np.intp)
    for which, end in zip(blocks.crossing, ends, strict=True):
        held[which] = np.diag(across.between)[end - blocks.groups[which].shape[1] : end].sum()
    parts = [group.T @ across.u for group in blocks.groups] + [across.u]
    return held - [float((part.T @ part * across.c).sum()) for part in parts]
