"""What it is worth to be close: weights of agreement between two levels, 1 for the same, 0 for the two ends.

They count positions in the level list. Quadratic weights forgive a difference of one level almost wholly on a long
scale; linear ones take off the same for every level; Gwet's ordinal weights count the pairs of levels that lie between.
Weights that are called ordinal elsewhere, as Krippendorff's distances, are something else.
"""

from typing import Literal, TypeAlias

import numpy as np

from analysis.sums import Floats

__all__ = ["Weighting", "weights"]

Weighting: TypeAlias = Literal["identity", "linear", "quadratic", "ordinal"]


def weights(kind: Weighting, n_levels: int) -> Floats:
    """(K, K) weight of agreement between each two levels (Gwet 2014, Handbook of Inter-Rater Reliability, 3.5)."""
    apart = np.abs(np.subtract.outer(np.arange(n_levels), np.arange(n_levels))).astype(np.float64)
    most = max(1, n_levels - 1)
    off: dict[Weighting, Floats] = {
        "identity": np.minimum(apart, 1.0),
        "linear": apart / most,
        "quadratic": (apart / most) ** 2,
        "ordinal": apart * (apart + 1) / (most * (most + 1)),
    }
    kept: Floats = 1.0 - off[kind]
    return kept
