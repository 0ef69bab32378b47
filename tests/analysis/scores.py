"""Small score frames for tests."""

from typing import Any

import numpy as np

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
