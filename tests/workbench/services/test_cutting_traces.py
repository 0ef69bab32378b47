"""Once names are cut off, no time and no order finds again who brought a piece, or who came after the reveal."""

from pathlib import Path

from sqlalchemy import select, text

from tests.workbench.giving_world import Asked, asked
from tests.workbench.services.test_cutting import Rows, everything
from workbench.domain.people import Viewer
from workbench.domain.phases import Act
from workbench.domain.sessions import AgendaCell, Plan
from workbench.services import cutting, results, sessions, signing_in
from workbench.storage import tables as t
from workbench.storage import talk
from workbench.storage.store import Store

CONTRIBUTORS = ("Dee", "Ana", "Cal", "Ben")


def at_different_times(store: Store, folder: Path) -> Asked:
    """Return a concluded session to which everybody came, brought a piece and gave scores at another time."""
    table = asked(store, folder)
    for name in CONTRIBUTORS:
        store.clock.forward(hours=5)
        table.comes(name)
        store.clock.forward(minutes=2)
        table.brings(name)
    table.opens(Plan(own_apart=True))
    for name in CONTRIBUTORS:
        store.clock.forward(minutes=1)
        table.scores(table.joins(name), 2)
    table.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE)
    return table


def test_when_somebody_came_and_when_a_piece_came_are_one_time(either_store: Store, tmp_path: Path):
    table = at_different_times(either_store, tmp_path)
    assert len({row["came_at"] for row in everything(either_store)["giver"]}) == len(CONTRIBUTORS), "the control"
    cutting.cut_now(either_store, table.lead, table.session_id)
    after = everything(either_store)
    times = {row["came_at"] for row in after["giver"]} | {row["created_at"] for row in after["sample"]}
    times |= {row["joined_at"] for row in after["seat"]} | {row["sent_at"] for row in after["affiliation"]}
    times |= {row["created_at"] for row in after["membership"] if row["scope_id"] == table.session_id}
    times |= {row["created_at"] for row in after["person"] if row["name"] in CONTRIBUTORS}
    times |= {row["created_at"] for row in after["sign_in"]}
    assert len(times) == 1
    assert len(logged(after, table, times.pop())) >= 2 * len(CONTRIBUTORS)


def logged(rows: Rows, table: Asked, day: object) -> list[object]:
    """Return what the log holds of people's coming and bringing: without them, and at the one time."""
    work, lead = set(table.pieces.values()), table.lead.person.id
    found = [row for row in rows["audit"] if row["about"] in work and row["person_id"] != lead]
    found += [row for row in rows["audit"] if row["action"] == "session.join"]
    assert {(row["person_id"], row["at"], str(row["detail"])) for row in found} == {(None, day, "{}")}
    return [row["action"] for row in found]


def test_the_rows_lie_in_an_order_that_says_nothing(store: Store, tmp_path: Path):
    table = at_different_times(store, tmp_path)
    assert orders(store) != sorted_orders(store), "the control: rows lie in the order in which people came"
    cutting.cut_now(store, table.lead, table.session_id)
    assert orders(store) == sorted_orders(store)


def orders(store: Store) -> list[list[str]]:
    """Return the ids by which people hang on a session, as SQLite comes upon their rows."""
    with store.reading() as db:
        lie = (
            text("SELECT person_id FROM giver NOT INDEXED"),
            text("SELECT person_id FROM seat NOT INDEXED WHERE left_at IS NULL"),
            text("SELECT id FROM sign_in NOT INDEXED"),
            text("SELECT id FROM person NOT INDEXED WHERE name IN ('Ana', 'Ben', 'Cal', 'Dee')"),
            text("SELECT id FROM membership NOT INDEXED WHERE scope = 'session'"),
        )
        return [list(db.execute(rows).scalars()) for rows in lie]


def sorted_orders(store: Store) -> list[list[str]]:
    return [sorted(ids) for ids in orders(store)]


def test_whoever_came_after_the_reveal_is_not_found_by_having_voted_only_once(either_store: Store, tmp_path: Path):
    table = asked(either_store, tmp_path)
    table.brings("Eve")
    table.opens()
    for name, level in (("Ana", 1), ("Ben", 2), ("Cal", 3)):
        table.scores(table.joins(name), level)
    table.act(Act.CLOSE, Act.REVEAL)
    either_store.clock.forward(days=1)
    late = table.joins("Dee")
    vote_again(table)
    for name in ("Ana", "Ben", "Cal", "Dee"):
        table.scores(table.joins(name), 3)
    table.act(Act.CLOSE, Act.REVEAL, Act.CONCLUDE)
    before = dots(table, late)
    assert hanging_on(either_store, "Dee") != hanging_on(either_store, "Ana"), "the control"

    cutting.cut_now(either_store, table.lead, table.session_id)
    assert dots(table, late) == before
    known = hanging_on(either_store, "Dee")
    assert known["seat"]
    assert known["sign_in"]
    assert [hanging_on(either_store, name) for name in ("Ana", "Ben", "Cal")] == [known] * 3


def vote_again(table: Asked) -> None:
    rubric = sessions.overview(table.store, table.lead, table.session_id).rubric
    with table.store.writing() as db:
        cell = AgendaCell(table.store.new_id(), table.pieces["Eve"], rubric.criteria[0].id, 1, second_vote=True)
        talk.set_agenda(db, table.session_id, (cell,))
    table.act(Act.VOTE_AGAIN)


def dots(table: Asked, viewer: Viewer) -> object:
    return [results.dots(table.store, viewer, table.session_id, round) for round in (1, 2)]


OF_EVERYBODY_ANOTHER = {"id", "person_id", "name", "folded_name", "secret_hash", "token_hash"}


def hanging_on(store: Store, name: str) -> dict[str, set[str]]:
    """Return what hangs on somebody in any table, but for how everybody is told from everybody else."""
    rows = everything(store)
    person = next(row["id"] for row in rows["person"] if row["name"] == name)
    found = {
        table: {what(row) for row in these if person in (row.get("person_id"), row["id"] if table == "person" else "")}
        for table, these in rows.items()
    }
    return {table: kept for table, kept in found.items() if kept}


def what(row: dict[str, object]) -> str:
    return str({name: value for name, value in row.items() if name not in OF_EVERYBODY_ANOTHER})


def test_sign_ins_that_hold_go_on_and_those_that_are_over_are_deleted(store: Store, tmp_path: Path):
    table = at_different_times(store, tmp_path)
    with store.reading() as db:
        holds = [row.id for row in db.execute(select(t.sign_in).where(t.sign_in.c.expires_at > store.now()))]
    assert 0 < len(holds) < len(everything(store)["sign_in"])
    cutting.cut_now(store, table.lead, table.session_id)
    left = everything(store)["sign_in"]
    assert {row["id"] for row in left} == set(holds)
    assert len({row["expires_at"] for row in left}) == 1
    assert all(signing_in.viewer_of(store, sign_in_id) for sign_in_id in holds)
