"""Nobody is on the projector's page: no name and no id at any moment, and before the reveal nothing that was given."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from tests.workbench.talk_world import Table, a_table
from tests.workbench.web.conftest import Browser, build
from tests.workbench.web.test_walls import code, now, opened
from tests.workbench.world import Clock, Templates, a_store
from workbench.domain.phases import Act
from workbench.services import agreeing, talking, walls
from workbench.services.agenda import topics
from workbench.services.revealing import COUNTDOWN
from workbench.storage import tables as t
from workbench.storage.store import Store


def moments(table: Table) -> list[Callable[[], object]]:
    """Return the steps of a session's life; after each of them the page is looked at."""
    store, lead, session = table.store, table.facilitator, table.id

    def vote_again() -> None:
        cell = topics(store, lead, session)[0].cell
        talking.choose_second_vote(store, lead, session, cell.id, wanted=True)
        table.act(Act.VOTE_AGAIN)
        table.give(cell.sample_id, cell.criterion_id, [3, 3])

    def propose() -> None:
        talking.end_talk(store, lead, session)
        agreeing.propose(store, lead, session, (table.maple, table.claim), 3)

    def conclude() -> None:
        store.clock.forward(minutes=2)
        agreeing.conclude(store, lead, session)

    return [
        lambda: None,
        lambda: _everybody_scores(table),
        lambda: walls.blank(store, lead, session),
        lambda: walls.show_again(store, lead, session),
        lambda: table.act(Act.CLOSE),
        lambda: table.act(Act.REVEAL),
        lambda: store.clock.forward(seconds=COUNTDOWN.total_seconds()),
        lambda: talking.start_talk(store, lead, session),
        vote_again,
        lambda: table.act(Act.CLOSE, Act.REVEAL),
        lambda: store.clock.forward(seconds=COUNTDOWN.total_seconds()),
        propose,
        conclude,
    ]


def _everybody_scores(table: Table) -> None:
    for sample in (table.maple, table.birch):
        table.give(sample, table.claim, [3, 3, 3, 2, 3])
        table.give(sample, table.evidence, [1, 2, 3, 3, 4])
    table.say(table.teachers[0], table.maple, table.evidence, "Only Teacher 1 would say this.")


def everything(browser: Browser) -> str:
    """Return all that this browser is sent: pages, answers, headers."""
    answers = [browser.get(path, accept="*/*") for path in ("/wall", "/wall/now", "/wall.js", "/wall.css")]
    return "\n".join(answer.text + json.dumps(list(answer.headers.multi_items())) for answer in answers)


def test_no_name_and_no_id_is_in_any_answer_at_any_moment(laptop, store):
    table = a_table(store, 5)
    typed = code(table)
    sent = opened(laptop, typed).get("/wall").text
    for step in moments(table):
        step()
        sent += everything(laptop)
    assert "What we agreed" in sent
    for secret in _whatever_points_at_somebody(store):
        assert secret not in sent, secret


def _whatever_points_at_somebody(store: Store) -> set[str]:
    columns = [
        t.person.c.id,
        t.person.c.name,
        t.assignment.c.id,
        t.seat.c.session_id,
        t.sample.c.id,
        t.criterion.c.id,
        t.artifact.c.id,
        t.page.c.file,
        t.remark.c.sentence,
        t.sign_in.c.id,
    ]
    with store.reading() as db:
        found = {str(value) for column in columns for value in db.execute(select(column)).scalars() if value}
    assert {"Teacher 1", "Fay Facilitator"} <= found
    return found


def worlds(tmp_path: Path, templates: Templates) -> list[Table]:
    """Return two sessions that are the same but for what was given, and by whom."""
    stores = [a_store(templates.copy_to(tmp_path / f"{n}.sqlite"), Clock()) for n in (1, 2)]
    return [a_table(store, 5) for store in stores]


def test_until_the_reveal_two_worlds_that_differ_in_what_was_given_look_the_same(tmp_path, templates, house):
    tables = worlds(tmp_path, templates)
    screens = [opened(Browser(build(replace(house, store=table.store))), code(table)) for table in tables]

    def same() -> None:
        one, other = ([screen.get("/wall").content, now(screen)] for screen in screens)
        assert one == other

    same()
    for table, level, order in zip(tables, (1, 4), (1, -1), strict=True):
        both = [(table.maple, table.claim), (table.maple, table.evidence)]
        rest = [(table.birch, table.claim), (table.birch, table.evidence)]
        for sample, criterion in [*both, *rest]:  # three of five finish: other people, on other levels
            table.give(sample, criterion, ([level] * 3 + [None, None])[::order])
        table.give(*both[0], ([None] * 3 + [level, level])[::order])
    assert all("3 of 5 are done" in screen.get("/wall").text for screen in screens)
    same()
    for table in tables:
        table.act(Act.CLOSE)
    same()
    for table in tables:
        table.act(Act.REVEAL)
    same()
    for table in tables:
        table.store.clock.forward(seconds=COUNTDOWN.total_seconds())
    shown = [screen.get("/wall").content for screen in screens]
    assert shown[0] != shown[1], "after the reveal the dots are out"
    for table in tables:
        table.store.close()
