"""Small score frames for tests."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis import ScoreFrame, score_frame

LEVELS = (1, 2, 3, 4)


def rows_of(table: dict[str, list[Any]], **columns: Any) -> list[dict[str, Any]]:
    """One row per score; the n-th score of a sample is that of rater A, B, C ...; None is no score."""
    return [
        {"sample": sample, "rater": chr(ord("A") + at), "score": score, **columns}
        for sample, scores in table.items()
        for at, score in enumerate(scores)
        if score is not None
    ]


def frame_of(table: dict[str, list[Any]], levels: Any = LEVELS, **columns: Any) -> ScoreFrame:
    return score_frame(rows_of(table, **columns), levels)


def random_rows(rng: np.random.Generator, shape: tuple[int, int, int], gaps: float = 0.2) -> list[dict[str, Any]]:
    """Samples x criteria x raters on four levels, some absent."""
    quality = rng.normal(2.5, 1.0, (*shape[:2], 1))
    scores = np.clip(np.rint(quality + rng.normal(0, 0.7, shape)), 1, 4).astype(int)
    return [
        {"sample": f"s{s}", "criterion": f"c{c}", "rater": f"r{r}", "score": int(scores[s, c, r])}
        for s, c, r in np.ndindex(shape)
        if rng.random() >= gaps
    ]


def crossed(level: NDArray[np.intp], n_levels: int) -> ScoreFrame:
    """A frame in which every rater scored every sample: positions on the scale (S, R), past the door, for speed."""
    (n_samples, n_raters), zeros = level.shape, np.zeros(level.size, dtype=np.intp)
    sample, rater = (at.reshape(-1) for at in np.indices(level.shape))
    return ScoreFrame(
        samples=tuple(f"s{at}" for at in range(n_samples)),
        raters=tuple(f"r{at}" for at in range(n_raters)),
        sessions=("",),
        criteria=("score",),
        levels={"score": tuple(range(1, n_levels + 1))},
        levels_declared=True,
        sample=sample,
        rater=rater,
        session=zeros,
        criterion=zeros,
        level=level.reshape(-1).astype(np.intp),
        round=zeros + 1,
        occasion=zeros + 1,
        extra={},
        condition_codes={},
        left_out=(),
    )
