"""What each rater may do besides judging quality, and where the parameters of that stand in one vector."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.sums import Codes, Floats

__all__ = ["Terms"]


@dataclass(frozen=True, eq=False)
class Terms:
    """What each rater may do besides judging quality.

    Parameters
    ----------
    effects
        (D, T) one column for each effect, 0 where it does not apply; the first is 1 everywhere, the rater's own mean.
    estimated
        (R, T) whose effect is estimated.
    slopes
        (R,) whose slope is estimated; the others' is 1.
    quality
        (S, G) what the samples' mean quality may hang on; the first column is 1.
    """

    effects: Floats
    estimated: NDArray[np.bool_]
    slopes: NDArray[np.bool_]
    quality: Floats

    @cached_property
    def places(self) -> tuple[Codes, Codes, Codes]:
        """(R, T), (R,) and (G,) numbers of the parameters; -1 for what is not estimated."""
        wanted = [self.estimated.ravel(), self.slopes, np.ones(self.quality.shape[1], dtype=np.bool_)]
        flat = np.concatenate(wanted)
        number = np.where(flat, np.cumsum(flat) - 1, -1)
        effects, slopes, quality = np.split(number, np.cumsum([len(part) for part in wanted])[:-1])
        return effects.reshape(self.estimated.shape), slopes, quality

    @property
    def size(self) -> int:
        """P, how many parameters there are."""
        return int(self.places[2][-1]) + 1

    @cached_property
    def held(self) -> Floats:
        """(T + 1, P) ones on the parameters of each effect, and on the slopes: only contrasts of raters are sought."""
        effects, slopes, _ = self.places
        found = np.zeros((effects.shape[1] + 1, self.size))
        for row, places in enumerate([*effects.T, slopes]):
            found[row, places[places >= 0]] = 1.0
        return found

    def each(self, of_raters: Floats) -> Floats:
        """(P,) a number of each rater at all of the rater's parameters, 1 at those of the groups."""
        found = np.ones(self.size)
        for column in (*self.places[0].T, self.places[1]):
            found[column[column >= 0]] = of_raters[column >= 0]
        return found
