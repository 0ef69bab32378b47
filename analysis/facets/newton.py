"""One step of Newton's method for parameters whose sums are held at 0, and the covariance of what it finds."""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

from analysis.facets.parameters import Layout
from analysis.sums import Floats

__all__ = ["covariance", "newton_step"]

_BENT = 1e-3
_TRIES = 12


def newton_step(layout: Layout, at: Floats, free: NDArray[np.bool_], slope: tuple[Floats, Floats]) -> Floats:
    """(P,) how far to go from ``at``, 0 where a parameter is not free.

    Parameters
    ----------
    free
        (P,) which parameters are estimated.
    slope
        (P,) gradient and (P, P) information. Where the information is no hill, it is made one by adding to its
        diagonal, which bends the step towards the gradient.
    """
    gradient, information = slope[0][free], slope[1][np.ix_(free, free)]
    held = layout.held[:, free]
    weight = max(float(np.abs(np.diag(information)).mean()), 1e-9)
    hill = information + weight * held.T @ held
    aim = gradient - weight * held.T @ (held @ at[free])
    found = np.zeros_like(at)
    for bend in (0.0, *(_BENT * weight * 4.0 ** np.arange(_TRIES))):
        try:
            factor = linalg.cho_factor(hill + bend * np.eye(len(hill)))
        except linalg.LinAlgError:
            continue
        found[free] = linalg.cho_solve(factor, aim)
        break
    return found


def covariance(layout: Layout, free: NDArray[np.bool_], information: Floats) -> Floats | None:
    """(P, P) of the estimates, in logits squared, 0 for what is not free; None where the scores do not say enough.

    The inverse of the information under the sums that are held (Silvey 1959).
    """
    inside, held = information[np.ix_(free, free)], layout.held[:, free]
    held = held[held.any(axis=1)]
    weight = max(float(np.diag(inside).mean()), 1e-9)
    try:
        inverse = linalg.cho_solve(linalg.cho_factor(inside + weight * held.T @ held), np.eye(len(inside)))
    except linalg.LinAlgError:
        return None
    if len(held):
        shift = inverse @ held.T
        inverse -= shift @ linalg.solve(held @ shift, shift.T)
    found = np.zeros_like(information)
    found[np.ix_(free, free)] = inverse
    return found
