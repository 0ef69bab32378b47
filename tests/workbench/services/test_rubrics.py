"""Rubrics: who may read and write them, versions, and hostile words."""

import csv
from dataclasses import replace

import pytest

from tests.workbench.world import an_open_session, staff
from workbench.domain import rubric_drafts
from workbench.domain.errors import Invalid, NotAllowed, NotFound, WrongMoment
from workbench.domain.people import Role, Viewer
from workbench.domain.rubric_drafts import Draft, Row, Scale
from workbench.domain.rubrics import RubricKind
from workbench.services import builtin, rubrics, sessions
from workbench.services.sessions import Draft as SessionDraft
from workbench.storage import rubrics as stored_rubrics
from workbench.storage import tables as t

LEVELS = ("Not yet", "Getting there", "There", "Beyond")
HOSTILE = (
    "![t](https://tracker.example/p.png)",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '=HYPERLINK("https://evil.example")',
    "**bold** :material/home: $x^2$ :red[no] [link](javascript:alert(1))",
    "'; DROP TABLE rubric; --",
)


def a_draft(title: str = "Lab reports", **changes: object) -> Draft:
    rows = (Row("Question", ("", "asks", "asks well", "")), Row("Data", ("none", "some", "enough", "rich"), "NGSS 3"))
    return replace(Draft(title, scales=(Scale(LEVELS, 3, rows),)), **changes)


@pytest.fixture
def rater(store, joined) -> Viewer:
    return Viewer(joined.person, frozenset())


def use(store, facilitator, rubric_id):
    """Let a session use a version, which locks it."""
    with store.writing() as db:
        stored_rubrics.lock(db, rubric_id, store.now())


def events(store, action):
    with store.reading() as db:
        return db.execute(t.audit.select().where(t.audit.c.action == action)).all()


def test_a_rubric_is_stored_as_it_was_typed(either_store):
    facilitator = staff(either_store)
    rubric_id = rubrics.save(either_store, facilitator, a_draft(), "s1")
    rubric = rubrics.get(either_store, facilitator, rubric_id).rubric
    assert [c.name for c in rubric.criteria] == ["Question", "Data"]
    assert [level.descriptor for level in rubric.criteria[0].levels] == ["", "asks", "asks well", ""]
    assert rubric.criteria[0].cut_label == "There"
    assert rubric.criteria[1].competency == "NGSS 3"
    assert rubric in rubrics.browse(either_store, facilitator)


def test_a_double_click_writes_one_rubric(store, facilitator):
    assert rubrics.save(store, facilitator, a_draft(), "s1") == rubrics.save(store, facilitator, a_draft(), "s1")
    assert len(rubrics.browse(store, facilitator)) == 1
    assert len(events(store, "rubric.save")) == 1


def test_a_version_that_no_session_used_is_replaced(either_store):
    facilitator = staff(either_store)
    rubric_id = rubrics.save(either_store, facilitator, a_draft(), "s1")
    draft = rubrics.edit(either_store, facilitator, rubric_id)
    changed = replace(draft, title="Lab reports, grade 8")
    assert rubrics.save(either_store, facilitator, changed, "s2") == rubric_id
    assert rubrics.save(either_store, facilitator, changed, "s2") == rubric_id
    seen = rubrics.get(either_store, facilitator, rubric_id)
    assert (seen.rubric.title, seen.rubric.version, len(seen.versions)) == ("Lab reports, grade 8", 1, 1)
    assert len(events(either_store, "rubric.replace")) == 1


def test_a_draft_session_keeps_its_rubric_when_that_is_replaced(store, facilitator):
    rubric_id = rubrics.save(store, facilitator, a_draft(), "s1")
    session_id = sessions.draft(store, facilitator, SessionDraft("October", rubric_id, ()))
    rubrics.save(store, facilitator, replace(rubrics.edit(store, facilitator, rubric_id), title="New"), "s2")
    assert sessions.overview(store, facilitator, session_id).rubric.title == "New"


def test_a_used_version_stays_and_the_next_one_is_stored(either_store):
    facilitator = staff(either_store)
    first = rubrics.save(either_store, facilitator, a_draft(), "s1")
    use(either_store, facilitator, first)
    changed = replace(rubrics.edit(either_store, facilitator, first), title="Second")
    second = rubrics.save(either_store, facilitator, changed, "s2")
    assert rubrics.save(either_store, facilitator, changed, "s2") == second
    seen = rubrics.get(either_store, facilitator, second)
    assert [(r.version, r.title) for r in seen.versions] == [(2, "Second"), (1, "Lab reports")]
    assert [r.id for r in rubrics.browse(either_store, facilitator)] == [second]
    assert not rubrics.get(either_store, facilitator, first).may_edit


def test_saving_a_used_version_unchanged_writes_no_version(store, facilitator):
    first = rubrics.save(store, facilitator, a_draft(), "s1")
    use(store, facilitator, first)
    assert rubrics.save(store, facilitator, rubrics.edit(store, facilitator, first), "s2") == first


def test_of_two_people_who_change_the_same_rubric_the_second_is_told(store, facilitator):
    rubric_id = rubrics.save(store, facilitator, a_draft(), "s1")
    mine, yours = (rubrics.edit(store, facilitator, rubric_id) for _ in range(2))
    rubrics.save(store, facilitator, replace(mine, title="Mine"), "s2")
    with pytest.raises(WrongMoment, match="Somebody else has changed “Mine”"):
        rubrics.save(store, facilitator, replace(yours, title="Yours"), "s3")
    assert rubrics.get(store, facilitator, rubric_id).rubric.title == "Mine"


def test_a_version_used_while_it_was_being_changed_gets_a_successor(store, facilitator):
    rubric_id = rubrics.save(store, facilitator, a_draft(), "s1")
    draft = rubrics.edit(store, facilitator, rubric_id)
    use(store, facilitator, rubric_id)
    assert rubrics.save(store, facilitator, replace(draft, title="Later"), "s2") == "s2"
    assert rubrics.get(store, facilitator, rubric_id).rubric.title == "Lab reports"


def test_a_built_in_rubric_is_copied_never_changed(store, facilitator):
    builtin.ensure_rubrics(store)
    argument = builtin.rubric_id("argument-writing")
    seen = rubrics.get(store, facilitator, argument)
    assert (seen.ours, seen.may_edit) == (False, False)
    with pytest.raises(Invalid, match="Make it ours"):
        rubrics.edit(store, facilitator, argument)
    with pytest.raises(Invalid, match="stays as it is"):
        rubrics.save(store, facilitator, rubric_drafts.of(seen.rubric), "s1")
    copied = rubrics.save(store, facilitator, rubrics.copy(store, facilitator, argument), "s2")
    mine = rubrics.get(store, facilitator, copied)
    assert mine.may_edit
    assert mine.rubric.title == "Argument writing (ours)"
    assert "CC0-1.0" in mine.rubric.source
    assert [c.levels for c in mine.rubric.criteria] == [c.levels for c in seen.rubric.criteria]
    assert not {c.id for c in mine.rubric.criteria} & {c.id for c in seen.rubric.criteria}


def test_a_retired_rubric_leaves_the_list_with_all_its_versions(store, facilitator):
    first = rubrics.save(store, facilitator, a_draft(), "s1")
    use(store, facilitator, first)
    second = rubrics.save(store, facilitator, replace(rubrics.edit(store, facilitator, first), title="2"), "s2")
    rubrics.retire(store, facilitator, second)
    assert rubrics.browse(store, facilitator) == ()
    assert not rubrics.get(store, facilitator, second).may_edit


def test_a_built_in_rubric_stays_on_the_list(store, facilitator):
    builtin.ensure_rubrics(store)
    with pytest.raises(Invalid, match="stays on the list"):
        rubrics.retire(store, facilitator, builtin.rubric_id("argument-writing"))
    builtin.ensure_rubrics(store)


def test_criteria_with_different_levels_keep_their_own(store, facilitator):
    two = (*a_draft().scales, Scale(("No", "Yes"), 2, (Row("Safety", ("", "wears goggles")),)))
    rubric_id = rubrics.save(store, facilitator, a_draft(scales=two), "s1")
    rubric = rubrics.get(store, facilitator, rubric_id).rubric
    assert [len(c.levels) for c in rubric.criteria] == [4, 4, 2]
    assert rubric_drafts.of(rubric).scales == two


def test_empty_rows_of_the_table_are_left_out(store, facilitator):
    scale = a_draft().scales[0]
    padded = replace(scale, rows=(*scale.rows, Row("", ("", "", "", "")), Row("  ", ())))
    rubric_id = rubrics.save(store, facilitator, a_draft(scales=(padded,)), "s1")
    assert len(rubrics.get(store, facilitator, rubric_id).rubric.criteria) == 2


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (a_draft(""), "no title"),
        (a_draft("x" * 121), "longer than 120"),
        (a_draft(scales=()), "1 to 12 criteria"),
        (a_draft(scales=(Scale(LEVELS, 1, a_draft().scales[0].rows),)), "between two levels"),
        (a_draft(scales=(Scale(LEVELS, 9, a_draft().scales[0].rows),)), "between two levels"),
        (a_draft(scales=(Scale(("A", "a ", "B"), 2, a_draft().scales[0].rows),)), "same name"),
        (a_draft(scales=(Scale(("A", "", "B"), 2, a_draft().scales[0].rows),)), "has no name"),
        (a_draft(scales=(Scale(LEVELS, 3, (Row("", ("x", "", "", "")),)),)), "One criterion has no name"),
        (a_draft(scales=(Scale(LEVELS, 3, (Row("A", ()), Row(" a", ()))),)), "Two criteria are called"),
        (a_draft(scales=(Scale(LEVELS, 3, (Row("A", ("y" * 3001, "", "", "")),)),)), "longer than 3000"),
        (a_draft(scales=(Scale(LEVELS, 3, tuple(Row(str(n), ()) for n in range(13))),)), "1 to 12 criteria"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored(store, facilitator, draft, said):
    with pytest.raises(Invalid, match=said):
        rubrics.save(store, facilitator, draft, "s1")
    assert rubrics.browse(store, facilitator) == ()


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_as_typed(store, facilitator, words):
    rows = (Row(words, (words,) * 4, words),)
    labels = tuple(f"{words[:40]} {n}" for n in range(4))
    draft = Draft(words, RubricKind.DISPOSITION, (Scale(labels, 2, rows),), words, "", words)
    rubric = rubrics.get(store, facilitator, rubrics.save(store, facilitator, draft, "s1")).rubric
    assert (rubric.title, rubric.subject, rubric.summary, rubric.criteria[0].name) == (words,) * 4
    assert {level.descriptor for level in rubric.criteria[0].levels} == {words}


def test_a_teacher_reads_the_rubric_of_their_session_and_no_other(store, facilitator, session, rater):
    other = rubrics.save(store, facilitator, a_draft(), "s1")
    seen = rubrics.get(store, rater, session.rubric_id)
    assert not seen.may_edit
    assert seen.versions == (seen.rubric,)
    for rubric_id in (other, "no-such-rubric"):
        with pytest.raises(NotFound, match="There is no such rubric"):
            rubrics.get(store, rater, rubric_id)


def test_a_teacher_changes_nothing(store, facilitator, session, rater):
    for forbidden in (
        lambda: rubrics.browse(store, rater),
        lambda: rubrics.save(store, rater, a_draft(), "s1"),
        lambda: rubrics.edit(store, rater, session.rubric_id),
        lambda: rubrics.copy(store, rater, session.rubric_id),
        lambda: rubrics.retire(store, rater, session.rubric_id),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    assert [r.id for r in rubrics.browse(store, facilitator)] == [session.rubric_id]


def test_opening_a_session_locks_its_rubric(store, facilitator):
    session = an_open_session(store, facilitator)
    draft = rubrics.edit(store, facilitator, session.rubric_id)
    assert rubrics.save(store, facilitator, replace(draft, title="Next"), "s1") == "s1"
    assert sessions.overview(store, facilitator, session.id).rubric.title == "Argument"


def test_a_coach_only_reads_what_they_sit_in(store, facilitator):
    coach = staff(store, "Cora Coach", Role.COACH)
    with pytest.raises(NotAllowed):
        rubrics.browse(store, coach)


def test_a_rubric_goes_out_as_csv_and_comes_in_again_unchanged(store, facilitator):
    rubric_id = rubrics.save(store, facilitator, a_draft(), "s1")
    table = rubrics.export_csv(store, facilitator, rubric_id)
    read = rubrics.import_csv(facilitator, table.encode()).draft
    assert read == a_draft()


def test_an_exported_formula_is_harmless_and_an_import_stores_nothing(store, facilitator):
    formula = HOSTILE[2]
    rubric_id = rubrics.save(store, facilitator, a_draft(formula), "s1")
    table = rubrics.export_csv(store, facilitator, rubric_id)
    assert not [cell for cell in next(csv.reader(table.splitlines()[1:])) if cell.startswith("=")]
    rubrics.import_csv(facilitator, table.encode())
    assert len(rubrics.browse(store, facilitator)) == 1


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n", b"<html><body>x</body></html>", b"a,b\n1,2\n", b"x" * 2_000_000])
def test_what_is_no_rubric_table_is_refused_with_a_way_out(facilitator, data):
    with pytest.raises(Invalid) as refused:
        rubrics.import_csv(facilitator, data)
    assert refused.value.do


def test_a_teacher_imports_nothing(rater):
    with pytest.raises(NotAllowed):
        rubrics.import_csv(rater, b"Criterion,1,2\nA,x,y\n")


def test_a_rubric_taken_off_the_list_is_not_brought_back_by_an_open_editor(store, facilitator):
    rubric_id = rubrics.save(store, facilitator, a_draft(), "s1")
    draft = rubrics.edit(store, facilitator, rubric_id)
    use(store, facilitator, rubric_id)
    rubrics.retire(store, facilitator, rubric_id)
    with pytest.raises(WrongMoment, match="taken off the list"):
        rubrics.save(store, facilitator, replace(draft, title="Again"), "s2")
    assert rubrics.browse(store, facilitator) == ()
