"""Where does the variance of the scores sit: in the work, in the raters, or in neither?"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from analysis.estimates import NO_PAIRS
from analysis.reliability.blocks import effort
from analysis.reliability.design import Design, source_name
from analysis.reliability.moments import moments_components, tells_apart
from analysis.reliability.reml import reml_components
from analysis.reliability.results import Component

__all__ = ["Estimated", "Way", "components_of", "estimated", "undefined_because"]

Floats: TypeAlias = NDArray[np.float64]
Way: TypeAlias = Literal["reml", "moments"]

REML = "REML"
MOMENTS = "moments (analogous ANOVA)"
MOMENTS_INSTEAD = "moments (analogous ANOVA), as REML did not settle"

_MOST_EFFORT = 4_000_000
_AS_GOOD_AS_0 = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Estimated:
    """The components (B,), none below 0, in the order of the design's sources and last the residual."""

    components: Floats
    method: str


def estimated(design: Design, way: Way | None = None) -> Estimated:
    """The components by REML, or by moments where REML would take longer than about a second.

    Parameters
    ----------
    design
        One whose components are not `undefined_because` of anything.
    way
        To have it one way or the other.
    """
    if way == "moments" or (way is None and effort(design) > _MOST_EFFORT):
        return Estimated(_not_below_0(moments_components(design)), MOMENTS)
    found = reml_components(design)
    if found is None:
        return Estimated(_not_below_0(moments_components(design)), MOMENTS_INSTEAD)
    return Estimated(_not_below_0(found), REML)


def _not_below_0(components: Floats) -> Floats:
    """The components, 0 where they are below it or only a rounding error above."""
    return np.where(components > _AS_GOOD_AS_0 * components.max(), components, 0.0)


def components_of(design: Design, found: Estimated) -> tuple[Component, ...]:
    """The components by name, with their share of all variance."""
    percent = 100 * found.components / found.components.sum()
    sources = (*design.sources, design.residual)
    return tuple(
        Component(source_name(source, design), float(variance), float(share))
        for source, variance, share in zip(sources, found.components, percent, strict=True)
    )


def undefined_because(design: Design) -> str | None:
    """Why these scores have no components; None when they have."""
    if design.n("sample") < 2:
        return "One sample does not show how much samples vary."
    if design.n("rater") < 2:
        return "One rater does not show how much raters vary."
    if design.n("sample", "rater") == design.n("sample"):
        return NO_PAIRS
    if not design.score.any():
        return "Every score is at the same level, so nothing varies."
    if len(design) <= len(design.sources) + 1 or not tells_apart(design):
        return "Too few scores are shared to tell samples, raters and criteria apart."
    return None
