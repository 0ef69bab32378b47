"""The reference files: scores, the values that others found for them, and where both come from.

One JSON per data set: ``description``, ``source``, ``checked_with``, ``levels``, ``raters``, the data as ``scores``
([sample, one level or null per rater]) or as ``times`` ([one level per rater, number of samples]), and ``expected``
by statistic: ``value``, the function ``fn`` of ``checked_with`` that gave it, and where it has them ``se``, ``low`` and
``high`` (from ``se_fn`` where that is another function), ``chi_square`` and ``p``. ``pairs`` holds one row per pair of
raters. ``source`` is where the scores were published.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis import ScoreFrame, score_frame

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.json"))


@dataclass(frozen=True)
class Reference:
    frame: ScoreFrame
    expected: dict[str, dict[str, Any]]
    pairs: list[dict[str, Any]]


def reference(name: str) -> Reference:
    held = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    rows = [
        {"sample": sample, "rater": rater, "score": score}
        for sample, *scores in held.get("scores") or _samples(held["times"])
        for rater, score in zip(held["raters"], scores, strict=True)
        if score is not None
    ]
    pairs = held.get("pairs", {"columns": [], "rows": []})
    by_pair = [dict(zip(pairs["columns"], row, strict=True)) for row in pairs["rows"]]
    return Reference(score_frame(rows, held["levels"]), held["expected"], by_pair)


def _samples(times: list[list[int]]) -> list[list[Any]]:
    scores = np.repeat([row[:-1] for row in times], [row[-1] for row in times], axis=0).tolist()
    return [[f"s{number:05}", *row] for number, row in enumerate(scores)]
