"""What a statistic becomes when samples or raters go, or samples come twice, is what it is on those scores."""

import numpy as np
import pytest

from analysis import score_frame
from analysis.estimates import Refused
from analysis.measures import IN_GENERAL, MEASURES, measured
from tests.analysis.scores import random_rows

LEVELS = [1, 2, 3, 4]


def frame_of(rows):
    return score_frame(rows, LEVELS)


def value_of(name, rows):
    found = measured(name, frame_of(rows), 3)
    return np.nan if isinstance(found, Refused) else found.sampled.value()


def scored(shape, gaps, seed=2):
    return random_rows(np.random.default_rng(seed), shape, gaps)


DESIGNS = [((24, 1, 5), 0.15), ((15, 3, 4), 0.1), ((14, 2, 3), 0.0), ((40, 2, 3), 0.55)]


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize(("shape", "gaps"), DESIGNS)
def test_without_one_sample(name, shape, gaps):
    rows = scored(shape, gaps)
    found = measured(name, frame_of(rows), 3)
    without = found.sampled.without_each()
    names = frame_of(rows).samples
    assert len(found.kinds) == len(names)
    for sample, kind in zip(names, found.kinds, strict=True):
        if kind >= 0:
            left = [row for row in rows if row["sample"] != sample]
            assert without[kind] == pytest.approx(value_of(name, left), abs=1e-10), sample


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize(("shape", "gaps"), DESIGNS)
def test_samples_drawn_again(name, shape, gaps):
    rows = scored(shape, gaps)
    frame = frame_of(rows)
    found = measured(name, frame, 3)
    rng = np.random.default_rng(5)
    drawn = [
        np.bincount(rng.integers(0, len(frame.samples), 3 * shape[0]), minlength=len(frame.samples)) for _ in range(4)
    ]
    times = np.zeros((len(drawn), len(found.sampled.times)), dtype=np.intp)
    for at, kind in enumerate(found.kinds):
        if kind >= 0:
            times[:, kind] += np.array(drawn)[:, at]
    values = found.sampled.drawn(times)
    for value, often in zip(values, drawn, strict=True):
        copies = [
            row | {"sample": f"{row['sample']}x{copy}"}
            for row in rows
            for copy in range(often[frame.samples.index(row["sample"])])
        ]
        assert value == pytest.approx(value_of(name, copies), abs=1e-10)


@pytest.mark.parametrize("name", IN_GENERAL)
@pytest.mark.parametrize(("shape", "gaps"), DESIGNS)
def test_without_one_rater(name, shape, gaps):
    rows = scored(shape, gaps)
    without = measured(name, frame_of(rows), 3).without_raters()
    raters = sorted({row["rater"] for row in rows})
    values = [value_of(name, [row for row in rows if row["rater"] != rater]) for rater in raters]
    assert without == pytest.approx(values, abs=1e-10, nan_ok=True)


def test_pairs_that_meet_once_on_each_sample_though_there_are_two_criteria():
    levels = np.random.default_rng(3).integers(1, 5, (30, 4))
    rows = [
        {"sample": f"s{s:02}", "criterion": criterion, "rater": rater, "score": int(levels[s, at])}
        for s in range(30)
        for at, (criterion, rater) in enumerate([("c0", "A"), ("c0", "B"), ("c1", "A"), ("c1", "C")])
        if s < 14 or at == 0
    ]
    pooled = measured("mean_kappa", frame_of(rows), 3).sampled
    by_criterion = [measured("mean_kappa", frame_of(rows).only(criterion), 3).sampled for criterion in ("c0", "c1")]
    assert pooled.value() == pytest.approx(np.mean([one.value() for one in by_criterion]))
    assert pooled.without_each() == pytest.approx(np.mean([one.without_each() for one in by_criterion], axis=0))
    times = np.random.default_rng(1).multinomial(14, np.full(14, 1 / 14), size=3)
    assert pooled.drawn(times) == pytest.approx(np.mean([one.drawn(times) for one in by_criterion], axis=0))
