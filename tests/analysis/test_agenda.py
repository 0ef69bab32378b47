"""Which cells to talk about, in which order, and why."""

import numpy as np
import pytest

from analysis import score_frame
from analysis.agenda import agenda
from tests.analysis.scores import frame_of, random_rows, rows_of


def samples(entries):
    return [entry.sample for entry in entries]


def codes(entry):
    return [why.code for why in entry.why]


def test_unanimous_cells_and_cells_with_one_score_are_never_on_it():
    assert agenda(frame_of({"Maple": [3, 3, 3], "Birch": [2, None, None]}), cut=3) == ()
    assert agenda(score_frame([])) == ()


def test_parting_at_the_cut_comes_before_parting_elsewhere():
    entries = agenda(frame_of({"Aspen": [1, 1, 2, 2], "Maple": [2, 2, 3, 3]}), cut=3)
    assert samples(entries) == ["Maple", "Aspen"]
    assert [entry.straddles_cut for entry in entries] == [True, False]
    assert [entry.priority for entry in entries] == [1, 2]
    assert str(entries[0].why[0]) == "2 of 4 put it at 3 or above, 2 below."


def test_wide_spread_comes_before_neighbouring_levels():
    entries = agenda(frame_of({"Aspen": [3, 4, 3, 4], "Maple": [1, 4, 1, 4]}), cut=3)
    assert samples(entries) == ["Maple", "Aspen"]
    assert entries[0].spread == 3
    assert codes(entries[0]) == ["straddles_cut", "far_apart"]
    assert str(entries[0].why[1]) == "The levels given run from 1 to 4."


def test_an_even_split_at_the_cut_comes_before_one_lonely_voice():
    entries = agenda(frame_of({"Aspen": [2, 3, 3, 3, 3, 3], "Maple": [2, 2, 2, 3, 3, 3]}), cut=3)
    assert samples(entries) == ["Maple", "Aspen"]


def test_a_cell_typical_of_where_the_criterion_divides_people_comes_first_among_equals():
    rows = rows_of({f"s{n}": [1, 2] for n in range(3)}, criterion="Ideas")
    rows += rows_of({"Aspen": [2, 3]}, criterion="Ideas") + rows_of({"Aspen": [1, 2]}, criterion="Voice")
    entries = agenda(score_frame(rows, [1, 2, 3]))
    assert samples(entries[:3]) == ["s0", "s1", "s2"]
    assert str(entries[0].why[0]) == "On Ideas teachers part most often between 1 and 2."
    assert str(entries[3].why[0]) == "1 of 2 gave 2, 1 gave 3."


def test_without_a_cut_nothing_straddles():
    (entry,) = agenda(frame_of({"Maple": [2, 3]}))
    assert entry.straddles_cut is None
    assert codes(entry) == ["split"]


def test_names_the_two_levels_in_dispute_and_prefers_the_cut():
    (entry,) = agenda(frame_of({"Maple": [1, 2, 4, 4]}), cut=3)
    assert (entry.lower, entry.upper) == (2, 3)
    (entry,) = agenda(frame_of({"Maple": [2, 3, 4, 4]}), cut=3)
    assert (entry.lower, entry.upper) == (3, 4)


def test_equal_cells_stand_in_the_order_of_their_names():
    table = {name: [2, 3] for name in ("Maple", "Aspen", "Birch")}
    assert samples(agenda(frame_of(table), cut=3)) == ["Aspen", "Birch", "Maple"]


def test_a_limit_keeps_the_first_ones():
    frame = frame_of({"Maple": [1, 4], "Birch": [2, 3], "Aspen": [3, 4]})
    assert agenda(frame, cut=3, limit=2) == agenda(frame, cut=3)[:2]


def test_criteria_may_have_different_levels_and_cuts():
    rows = rows_of({"Maple": [1, 2]}, criterion="Ideas") + rows_of({"Maple": ["no", "yes"]}, criterion="Sources")
    frame = score_frame(rows, {"Ideas": [1, 2, 3, 4], "Sources": ["no", "yes"]})
    entries = agenda(frame, cut={"Ideas": 3, "Sources": "yes"})
    assert [(entry.criterion, entry.lower, entry.upper) for entry in entries] == [
        ("Sources", "no", "yes"),
        ("Ideas", 1, 2),
    ]


@pytest.mark.parametrize("n_raters", [2, 3, 6, 12])
@pytest.mark.parametrize("n_samples", [1, 3, 6])
def test_holds_for_sessions_of_any_small_size(n_raters, n_samples):
    rows = random_rows(np.random.default_rng(n_raters), (n_samples, 3, n_raters), gaps=0.3)
    entries = agenda(score_frame(rows, [1, 2, 3, 4]), cut=3)
    disputed = {}
    for row in rows:
        disputed.setdefault((row["sample"], row["criterion"]), set()).add(row["score"])
    assert {(e.sample, e.criterion) for e in entries} == {cell for cell, given in disputed.items() if len(given) > 1}
    assert [entry.priority for entry in entries] == list(range(1, len(entries) + 1))
    assert all(entry.why and all(str(why) for why in entry.why) for entry in entries)
