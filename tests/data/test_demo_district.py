"""The demo district is whole: people, scores, quotes, and outcomes fit the rubrics and the samples."""

import re
from itertools import combinations
from statistics import mean
from typing import Any

import pytest

from tests.data.content import DISTRICT, NAMES, RUBRICS, SAMPLES, criteria, text_of

CONDITIONS = {"no_response", "off_task", "illegible", "looks_copied", "unscorable"}
REASONS = {"wording", "missing_evidence", "task", "different_reading"}
SESSIONS = {session["key"]: session for session in DISTRICT["sessions"]}
PEOPLE = {person["key"]: person for person in DISTRICT["people"]}

each_session = pytest.mark.parametrize("key", SESSIONS)


def cell_scores(session: dict[str, Any]) -> dict[tuple[str, str], list[int]]:
    """Levels given to each sample x criterion; condition codes are left out."""
    return {
        (sample, criterion): [
            session["scores"][rater][sample][criterion]["level"]
            for rater in session["raters"]
            if "level" in session["scores"][rater][sample][criterion]
        ]
        for sample in session["samples"]
        for criterion in criteria(session["rubric"])
    }


def same_level(levels: list[int]) -> float:
    return mean(first == second for first, second in combinations(levels, 2))


def test_the_district_has_schools_and_people_in_every_role() -> None:
    roles = [person["role"] for person in DISTRICT["people"]]
    counts = {role: roles.count(role) for role in ("admin", "facilitator", "coach", "teacher")}
    assert counts == {"admin": 1, "facilitator": 2, "coach": 1, "teacher": 10}
    assert len(DISTRICT["schools"]) == 3
    assert {person["school"] for person in DISTRICT["people"]} == set(DISTRICT["schools"])


def test_people_are_unique_and_share_no_word_with_a_sample_name() -> None:
    names = [person["name"] for person in DISTRICT["people"]]
    assert len(PEOPLE) == len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[A-Z][a-z]+ [A-Z]\.", name)] == []
    assert {name.split()[0] for name in names} & set(NAMES) == set()


def test_each_demo_link_signs_in_as_someone_of_that_role() -> None:
    assert {role: PEOPLE[key]["role"] for role, key in DISTRICT["sign_in_as"].items()} == {
        role: role for role in ("admin", "facilitator", "coach", "teacher")
    }


@each_session
def test_a_session_names_people_samples_and_a_rubric_that_exist(key: str) -> None:
    session = SESSIONS[key]
    assert PEOPLE[session["facilitator"]]["role"] == "facilitator"
    assert {PEOPLE[rater]["role"] for rater in session["raters"]} == {"teacher"}
    assert {SAMPLES[sample]["rubric"] for sample in session["samples"]} == {session["rubric"]}
    assert set(session["scores"]) <= set(session["raters"])


@each_session
def test_every_score_is_a_level_of_the_rubric_or_a_condition_code(key: str) -> None:
    session = SESSIONS[key]
    allowed = set(range(1, len(RUBRICS[session["rubric"]]["levels"]) + 1))
    for by_sample in session["scores"].values():
        assert set(by_sample) <= set(session["samples"])
        for by_criterion in by_sample.values():
            assert set(by_criterion) <= set(criteria(session["rubric"]))
            assert all(s.get("level") in allowed or s.get("condition") in CONDITIONS for s in by_criterion.values())


@pytest.mark.parametrize("key", ["letters", "barrels"])
def test_a_revealed_or_concluded_session_is_scored_completely(key: str) -> None:
    session = SESSIONS[key]
    expected = {sample: set(criteria(session["rubric"])) for sample in session["samples"]}
    for rater in session["raters"]:
        assert {sample: set(cells) for sample, cells in session["scores"][rater].items()} == expected


@each_session
def test_sentences_and_marks_belong_to_scores_that_were_given(key: str) -> None:
    session = SESSIONS[key]
    for row in [*session["sentences"], *session["marks"]]:
        assert row["criterion"] in session["scores"][row["rater"]][row["sample"]]


@each_session
def test_every_quote_stands_once_in_the_work(key: str) -> None:
    session = SESSIONS[key]
    quotes = [(mark["sample"], mark["quote"]) for mark in session["marks"]]
    quotes += [(item["sample"], note["quote"]) for item in session["exemplars"] for note in item["annotations"]]
    assert [(sample, quote) for sample, quote in quotes if text_of(sample).count(quote) != 1] == []


def test_the_three_sessions_stand_at_three_phases() -> None:
    states = {key: (s["state"], len(s["samples"]), len(s["raters"])) for key, s in SESSIONS.items()}
    assert states == {"letters": ("concluded", 10, 6), "barrels": ("revealed", 4, 5), "bounce": ("open", 4, 4)}


def test_teachers_in_the_concluded_session_agree_about_as_often_as_teachers_do() -> None:
    cells = cell_scores(SESSIONS["letters"])
    by_criterion = {
        criterion: mean(same_level(levels) for (_, of), levels in cells.items() if of == criterion)
        for criterion in criteria("argument-writing")
    }
    assert 0.5 <= mean(by_criterion.values()) <= 0.75
    assert min(by_criterion, key=lambda criterion: by_criterion[criterion]) == "evidence"


def test_the_concluded_session_shows_agreed_split_and_not_reached() -> None:
    outcomes = SESSIONS["letters"]["outcomes"]
    assert {row["outcome"] for row in outcomes} == {"agreed", "split", "not_reached"}
    for row in outcomes:
        assert (row["level"] is not None) == (row["outcome"] == "agreed")
        assert (row["reason"] in REASONS) == (row["outcome"] == "split")


def test_second_votes_bring_every_agreed_cell_closer_together() -> None:
    session = SESSIONS["letters"]
    first = cell_scores(session)
    second: dict[tuple[str, str], list[int]] = {}
    for by_sample in session["second_votes"].values():
        for sample, votes in by_sample.items():
            for criterion, level in votes.items():
                second.setdefault((sample, criterion), []).append(level)
    agreed = {(row["sample"], row["criterion"]) for row in session["outcomes"] if row["outcome"] == "agreed"}
    assert len(second) == 4
    assert all(same_level(second[cell]) > same_level(first[cell]) for cell in second if cell in agreed)


def test_exemplars_are_agreed_cells_at_every_level() -> None:
    session = SESSIONS["letters"]
    agreed = {
        (row["sample"], row["criterion"], row["level"]) for row in session["outcomes"] if row["outcome"] == "agreed"
    }
    exemplars = {(item["sample"], item["criterion"], item["level"]) for item in session["exemplars"]}
    assert exemplars <= agreed
    assert {level for _, _, level in exemplars} == {1, 2, 3, 4}
    for item in session["exemplars"]:
        assert item["why"]
        assert item["why_not_next"]
        assert len(item["annotations"]) == 2


def test_the_open_session_waits_for_the_teacher_who_tries_it() -> None:
    session = SESSIONS["bounce"]
    teacher = DISTRICT["sign_in_as"]["teacher"]
    assert teacher in session["raters"]
    assert session["scores"][teacher] == {}
    assert any(session["scores"][rater] for rater in session["raters"])
