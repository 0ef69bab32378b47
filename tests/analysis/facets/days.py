"""Scores that follow the model, for tests of its estimates."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import ScoreFrame, score_frame
from analysis.facets.curves import probabilities


@dataclass(frozen=True)
class Shape:
    raters: int = 8
    samples: int = 40
    reads: int = 3
    criteria: int = 2
    levels: int = 4
    sd: float = 1.5
    interaction: float = 0.0


@dataclass(frozen=True)
class Truth:
    frame: ScoreFrame
    table: pd.DataFrame
    severity: NDArray[np.float64]


def day(rng: np.random.Generator, shape: Shape, severity: NDArray[np.float64] | None = None) -> Truth:
    """Samples read by so many raters each, everybody about as often."""
    measure = rng.normal(0, shape.sd, shape.samples)
    drawn = rng.normal(0, 0.5, shape.raters) if severity is None else severity
    drawn = drawn - drawn.mean()
    readers = np.stack([rng.choice(shape.raters, shape.reads, replace=False) for _ in range(shape.samples)])
    rater, criterion = np.repeat(readers.ravel(), shape.criteria), np.tile(np.arange(shape.criteria), readers.size)
    sample = np.repeat(np.arange(shape.samples), shape.reads * shape.criteria)
    difficulty = np.linspace(-0.3, 0.3, shape.criteria) if shape.criteria > 1 else np.zeros(1)
    own = np.repeat(rng.normal(0, shape.interaction, readers.size), shape.criteria)
    logit = measure[sample] + own - drawn[rater] - difficulty[criterion]
    chance = probabilities(logit[:, None], np.linspace(-1.5, 1.5, shape.levels - 1)[None])[:, :, 0]
    score = 1 + (rng.random(len(logit)) > np.cumsum(chance, axis=0)[:-1]).sum(axis=0)
    table = pd.DataFrame(
        {
            "sample": [f"s{at:03}" for at in sample],
            "rater": [f"r{at:02}" for at in rater],
            "criterion": [f"c{at}" for at in criterion],
            "score": score,
        }
    )
    return Truth(score_frame(table, list(range(1, shape.levels + 1))), table, drawn)
