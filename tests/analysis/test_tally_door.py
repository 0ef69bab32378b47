"""A tally sheet says how many gave each level: everything that does not need to know who is the same as from names."""

import numpy as np
import pytest

from analysis import BadScores, analyze
from analysis.door import score_frame
from analysis.measures import COUNTED
from analysis.tally_door import tally_frame
from analysis.values import Analysis
from tests.analysis.scores import LEVELS, random_rows


def tallied(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    cells = dict.fromkeys((row["sample"], row["criterion"]) for row in rows)
    return [
        {
            "sample": sample,
            "criterion": criterion,
            "level": level,
            "count": sum((r["sample"], r["criterion"], r["score"]) == (sample, criterion, level) for r in rows),
        }
        for sample, criterion in cells
        for level in LEVELS
    ]


@pytest.fixture(scope="module")
def both() -> tuple[Analysis, Analysis]:
    rows = random_rows(np.random.default_rng(3), (12, 2, 5))
    return analyze(score_frame(rows, LEVELS), cut=3), analyze(tally_frame(tallied(rows)), cut=3)


@pytest.mark.parametrize("criterion", ["c0", "c1", "all"])
@pytest.mark.parametrize("statistic", [*COUNTED, "cut_agreement"])
def test_what_needs_no_names_is_the_same(both: tuple[Analysis, Analysis], criterion: str, statistic: str):
    named, tally = (found.estimate(statistic, criterion) for found in both)
    assert (tally.value, tally.low, tally.high) == pytest.approx((named.value, named.low, named.high))
    assert (tally.n_samples, tally.n_units, tally.n_pairs) == (named.n_samples, named.n_units, named.n_pairs)


def test_the_lines_the_decisions_the_agenda_and_the_exemplars_are_the_same(both: tuple[Analysis, Analysis]):
    named, tally = both
    assert tally.agenda == named.agenda
    assert tally.exemplars == named.exemplars
    assert [d.consistency for d in tally.decision] == pytest.approx([d.consistency for d in named.decision])
    assert [b.same_side.value for b in tally.boundaries] == pytest.approx([b.same_side.value for b in named.boundaries])


def test_what_needs_names_says_so(both: tuple[Analysis, Analysis]):
    tally = both[1]
    assert (tally.pairs, tally.raters, tally.reliability) == ((), (), ())
    assert tally.data.raters is tally.data.complete is tally.data.connected is None
    assert tally.data.raters_unknown_because == "A tally says how many gave each level, not who."
    for statistic in ("conger_kappa", "cut_kappa", "mean_kappa", "kendall_w"):
        found = tally.estimate(statistic)
        assert found.value is None
        assert found.undefined_because == "It needs to know who scored, and these counts do not say."
    in_general = tally.estimate("exact", about="raters_in_general")
    assert in_general.low is None
    assert "who scored" in (in_general.no_interval_because or "")


def test_there_are_at_least_as_many_raters_as_the_fullest_cell_has():
    rows = [{"sample": s, "level": 1 + (n > 2), "count": n} for s, n in (("a", 2), ("b", 4))]
    found = analyze(tally_frame(rows, [1, 2])).estimate("exact")
    assert (found.n_raters, found.n_rater_pairs) == (4, 0)


def test_the_columns_are_the_scale_numbers_in_their_order_words_as_they_stand():
    rows = [{"sample": "a", "level": level, "count": n} for level, n in (("10", 1), ("9", 2))]
    assert tally_frame(rows).levels == {"score": (9, 10)}
    rows = [{"sample": "a", "level": level, "count": n} for level, n in (("low", 1), ("high", 2))]
    assert tally_frame(rows).levels == {"score": ("low", "high")}
    assert tally_frame(rows).levels_declared


def test_samples_nobody_scored_are_counted():
    rows = [{"sample": s, "level": k, "count": n} for s, k, n in (("a", 1, 2), ("b", 1, 0))]
    (left,) = tally_frame(rows, [1, 2]).left_out
    assert (left.reason, left.n) == ("samples nobody scored", 1)


@pytest.mark.parametrize("count", ["two", -1, 1.5, 1e9])
def test_a_count_that_is_none_is_refused_with_its_row(count: object):
    rows = [{"sample": "a", "level": 1, "count": 2}, {"sample": "b", "level": 1, "count": count}]
    with pytest.raises(BadScores, match=r"Row 9: The count is not a whole number"):
        tally_frame(rows, numbers=[8, 9])


def test_a_piece_that_is_counted_twice_is_refused_with_both_rows():
    rows = [{"sample": "a", "level": level, "count": 1} for _ in range(2) for level in (1, 2)]
    with pytest.raises(BadScores, match=r"Rows 2 and 3: a is counted more than once\."):
        tally_frame(rows, numbers=[2, 2, 3, 3])
