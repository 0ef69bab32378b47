"""The life of the twin sessions: the same moments at the same time, with other secrets in between."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Connection

from tests.blindness.people import ELSEWHERE, LATE, LEADER_SCORES, OTHERS, TABLE, TYPES, Group
from tests.blindness.sheets import Sheet, begun, passed_round, whole
from tests.blindness.twins import WORK, Twin, why
from workbench.domain.exemplars import Annotation, Exemplar
from workbench.domain.phases import Act, Stage
from workbench.domain.samples import Audience
from workbench.domain.sessions import AgendaCell, Debrief, Ending, Outcome, SplitReason
from workbench.services import paper_sheets, walls
from workbench.services.asides import SILENCE
from workbench.services.paper_sheets import WantedSheets
from workbench.storage import asides, exemplars, mix, paper, sessions, talk

BOTH: tuple[Group, ...] = (TABLE, LEADER_SCORES)
READ = WORK[:4]
AGENDA = (("Maple", 0), ("Birch", 1), ("Cedar", 2))
VOTED_AGAIN = 2
# One read that never gets further than two of three criteria; nobody can have finished it in other hands.
UNFINISHED, STOPPED_AFTER = ("Flo", "Willow"), 2
# Who worries about the student who made which piece, and the piece that is paused for a while.
WORRIED, PAUSED = (("Ben", "Maple"), ("Dee", "Cedar")), "Birch"
# Who scores on paper, others in each twin; Flo never.
ON_PAPER = (("Ben", "Dee"), ("Cal", "Eve"))
# What three of the others wrote in a silent minute; in each twin other three.
DECIDING = ("because the river", "says so twice", "no source")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to look at.

    ``same_finishers`` says whether the same people have finished in both twins: while not, only those look who may
    not know. ``within`` says that only the sessions themselves have moved since the moment before, so that pages
    about none of them are not asked for again.
    """

    name: str
    happens: Callable[[Twin], None]
    same_finishers: bool = True
    within: bool = False


def _lobby(twin: Twin) -> None:
    for group in (*BOTH, ELSEWHERE):
        twin.act(group, Act.OPEN)
        twin.sit(group, [name for name in group.seats if name != LATE])
    for group in BOTH:
        _paper_lies_ready(twin, group)
        with twin.store.writing() as db:  # from now on Set up is shut, and no page shows why a piece was chosen
            mix.save(db, twin.session[group.title], why(twin))
    for group, code in zip(BOTH, ("482913", "317640"), strict=True):
        twin.project(group, code)


def _paper_lies_ready(twin: Twin, group: Group) -> None:
    """Name who types, and make sheets: some without a name, one for somebody who is looked at."""
    leader, session_id = twin.viewer(group.leader), twin.session[group.title]
    with twin.store.writing() as db:
        paper.name_typist(db, session_id, twin.person[TYPES].id, leader.person.id, twin.now)
    own = tuple(twin.person[name].id for name in group.seats if name not in OTHERS)
    paper_sheets.make(twin.store, leader, session_id, WantedSheets(3, own))


def _scoring(twin: Twin) -> None:
    """Start; then some of the others finish, others in each twin, in another order."""
    for group in BOTH:
        twin.now = twin.bell
        twin.act(group, Act.START)
        if group.leader in group.seats:
            walls.blank(twin.store, twin.viewer(group.leader), twin.session[group.title])
        for by, name in enumerate(OTHERS):
            twin.reorder(group, name, by * twin.secret)
        _who_is_looked_at(twin, group)
        rng = twin.rng(f"early {group.title}")
        everybody = rng.sample(OTHERS, len(OTHERS))
        for name in everybody[: 2 + twin.secret]:
            for work in rng.sample(READ, rng.randint(1, 4)):
                if (name, work) != UNFINISHED:
                    twin.write(group, name, work, whole(rng, twin.shape(work)))
        _worry(twin, group)
        on_paper = ON_PAPER[twin.secret][0]
        twin.type_in(group, on_paper, {work: whole(rng, twin.shape(work)) for work in READ[: 2 + twin.secret]})
    twin.now = twin.bell


def _worry(twin: Twin, group: Group) -> None:
    """Let somebody worry about a student: somebody else in each twin, about another piece."""
    twin.worries(group, *WORRIED[twin.secret])


def _pause(twin: Twin, group: Group) -> None:
    """Let somebody pause a piece: somebody else in each twin, the same piece."""
    twin.worries(group, WORRIED[twin.secret][0], PAUSED, pause=True)


def _who_is_looked_at(twin: Twin, group: Group) -> None:
    for name in group.seats:
        if name in OTHERS:
            continue
        if name == LATE:
            twin.sit(group, [name])
        for number, (work, sheet) in enumerate(_sheets(twin, f"own {name}", 0).items()):
            if name != LATE or number == 0:
                twin.write(group, name, work, sheet)


def _sheets(twin: Twin, of: str, secret: int) -> dict[str, Sheet]:
    """Return one finished sheet for each piece that is read."""
    rng = replace(twin, secret=secret).rng(of)
    return {work: whole(rng, twin.shape(work)) for work in READ}


def _close(twin: Twin) -> None:
    for group in BOTH:
        twin.act(group, Act.CLOSE)


def _same_finishers(twin: Twin) -> None:
    """Open again; now the same people have finished in both twins, with other levels, in another order.

    A piece is paused from here until the talk.
    """
    for group in BOTH:
        twin.act(group, Act.REOPEN)
        sheets = {name: _sheets(twin, f"even {name} {group.title}", twin.secret) for name in OTHERS}
        _everybody_writes(twin, group, sheets)
        _pause(twin, group)
    twin.now = twin.bell


def _everybody_writes(twin: Twin, group: Group, sheets: dict[str, dict[str, Sheet]], round: int = 1) -> None:
    for name in twin.rng(f"order {group.title} {round}").sample(OTHERS, len(OTHERS)):
        for work in twin.queue(group, name, round):
            sheet = sheets[name][work]
            stopped = round == 1 and (name, work) == UNFINISHED
            twin.write(group, name, work, begun(sheet, STOPPED_AFTER) if stopped else sheet, round)
        if name in ON_PAPER[twin.secret]:
            twin.type_in(group, name, {work: sheets[name][work] for work in twin.queue(group, name, round)}, round)


def _same_dots(twin: Twin) -> None:
    """Open once more: from here on the dots are the same in both twins, and other people gave them."""
    for group in BOTH:
        twin.act(group, Act.REOPEN)
        _everybody_writes(twin, group, _swapped(twin, f"final {group.title}"))


def _swapped(twin: Twin, of: str) -> dict[str, dict[str, Sheet]]:
    """Return the others' sheets: the same for each piece, in the second twin in other hands."""
    dealt: dict[str, dict[str, Sheet]] = {name: {} for name in OTHERS}
    first = {name: _sheets(twin, f"{of} {name}", 0) for name in OTHERS}
    for number, work in enumerate(READ, start=1):
        swapping = [name for name in OTHERS if (name, work) != UNFINISHED]
        hands = passed_round([first[name][work] for name in swapping], number * twin.secret)
        dealt["Flo"][work] = first["Flo"][work]
        for name, sheet in zip(swapping, hands, strict=True):
            dealt[name][work] = sheet
    return dealt


def _reveal(twin: Twin) -> None:
    _same_dots(twin)
    _close_and_reveal(twin)


def _close_and_reveal(twin: Twin) -> None:
    twin.now = twin.bell
    for group in BOTH:
        twin.act(group, Act.CLOSE, Act.REVEAL)


def _talk(twin: Twin) -> None:
    for group in BOTH:
        twin.reads_again(group)
        with twin.store.writing() as db:
            cells = tuple(
                AgendaCell(
                    twin.store.new_id(),
                    twin.sample[work].id,
                    twin.criteria[criterion].id,
                    number,
                    second_vote=number <= VOTED_AGAIN,
                    why="The levels lie far apart.",
                    sentences_shown=number == 1,
                )
                for number, (work, criterion) in enumerate(AGENDA, start=1)
            )
            talk.set_agenda(db, twin.session[group.title], cells)
            sessions.show(db, twin.session[group.title], Stage.TALK, cells[0].id, twin.store.now())
            _beside_the_talk(twin, db, group, cells[0])


def _beside_the_talk(twin: Twin, db: Connection, group: Group, cell: AgendaCell) -> None:
    """Somebody wants to add evidence, and a silent minute is over: the same words, in each twin from other people."""
    session_id = twin.session[group.title]
    asides.add_wish(db, session_id, cell, twin.now)
    asides.begin_minute(db, session_id, cell, twin.now - 2 * SILENCE)
    for name, words in zip(OTHERS[twin.secret :], DECIDING, strict=False):
        asides.save_words(db, session_id, cell, twin.person[name].id, words)


def _second_vote(twin: Twin) -> None:
    """Vote again; some have, other people in each twin."""
    for group in BOTH:
        twin.act(group, Act.VOTE_AGAIN)
        for name in group.seats:
            if name not in OTHERS and name != LATE:
                for work, sheet in _second_sheets(twin, f"own again {name}", 0).items():
                    twin.write(group, name, work, sheet, 2)
        rng = twin.rng(f"second {group.title}")
        for name in rng.sample(OTHERS, 1 + 2 * twin.secret):
            for work, sheet in _second_sheets(twin, f"second early {name}", twin.secret).items():
                twin.write(group, name, work, sheet, 2)


def _second_sheets(twin: Twin, of: str, secret: int) -> dict[str, Sheet]:
    sheets = _sheets(twin, of, secret)
    return {work: sheets[work] for work, _criterion in AGENDA[:VOTED_AGAIN]}


def _all_voted(twin: Twin) -> None:
    for group in BOTH:
        sheets = {name: _second_sheets(twin, f"second even {name}", twin.secret) for name in OTHERS}
        _everybody_writes(twin, group, sheets, 2)


def _second_reveal(twin: Twin) -> None:
    for group in BOTH:
        twin.act(group, Act.REOPEN)
        # The same hands as in the first round: a change of mind moves with the sheet it changes.
        dealt = _swapped(twin, f"second final {group.title}")
        _everybody_writes(twin, group, dealt, 2)
    _close_and_reveal(twin)


def _agree(twin: Twin) -> None:
    for group in BOTH:
        with twin.store.writing() as db:
            sessions.show(db, twin.session[group.title], Stage.AGREE, "", twin.store.now())


def _propose(twin: Twin) -> None:
    """One cell is agreed, one split, one stands on every screen; in one twin somebody cannot live with it."""
    for group in BOTH:
        with twin.store.writing() as db:
            sessions.show(db, twin.session[group.title], Stage.AGREE, "", twin.now)
            _outcome(twin, db, group, 0, Ending.AGREED)
            _outcome(twin, db, group, 1, Ending.SPLIT)
            shown = _outcome(twin, db, group, 2, None)
            if twin.secret:
                talk.add_objection(db, shown, twin.store.now())


def _outcome(twin: Twin, db: Connection, group: Group, number: int, ending: Ending | None) -> int:
    work, criterion = AGENDA[number]
    outcome = Outcome(
        sequence=0,
        sample_id=twin.sample[work].id,
        criterion_id=twin.criteria[criterion].id,
        ending=ending,
        level=None if ending is Ending.SPLIT else 3,
        reason=SplitReason.WORDING if ending is Ending.SPLIT else None,
        at=twin.bell - timedelta(seconds=10),  # whoever looks at the bell has some seconds left to object
        proposed=ending is None,
    )
    session_id = twin.session[group.title]
    sessions.touch_stage(db, session_id)
    return talk.add_outcome(db, session_id, outcome, twin.person[group.leader].id)


def _conclude(twin: Twin) -> None:
    for group in BOTH:
        with twin.store.writing() as db:
            _outcome(twin, db, group, 2, Ending.SPLIT)
            written = Debrief("Say what a source is.", "Show Maple to my class.", "2026-12-01")
            talk.save_debrief(db, twin.session[group.title], written, twin.store.now())
            for work, audience in (("Maple", Audience.SESSION), ("Willow", Audience.DISTRICT)):
                _publish(twin, db, group, work, audience)
        twin.act(group, Act.CONCLUDE)


def _publish(twin: Twin, db: Connection, group: Group, work: str, audience: Audience) -> None:
    sample = twin.sample[work]
    exemplar = Exemplar(
        id=twin.store.new_id(),
        session_id=twin.session[group.title],
        sample_id=sample.id,
        criterion_id=twin.criteria[0].id,
        level=3,
        why="It gives a reason.",
        why_not_next="It names no source.",
        annotations=(Annotation(sample.artifacts[0].id, 4, 12, "Here."),),
        audience=audience,
        published_by=twin.person[group.leader].id,
        published_at=twin.now,
    )
    exemplars.add(db, exemplar, (twin.store.new_id(),))
    twin.exemplars.append(exemplar.id)


def _archive(twin: Twin) -> None:
    for group in BOTH:
        twin.act(group, Act.ARCHIVE)


MOMENTS = (
    Moment("draft", lambda twin: None),
    Moment("lobby", _lobby),
    Moment("scoring, some have finished", _scoring, same_finishers=False),
    Moment("closed, some have finished", _close, same_finishers=False, within=True),
    Moment("scoring", _same_finishers),
    Moment("closed", _close),
    Moment("revealed, dots", _reveal),
    Moment("revealed, talk", _talk, within=True),
    Moment("revealed, agree", _agree, within=True),
    Moment("second vote, some have voted", _second_vote, same_finishers=False, within=True),
    Moment("second vote", _all_voted),
    Moment("second vote closed", _close, within=True),
    Moment("second vote revealed", _second_reveal, within=True),
    Moment("second vote revealed, agree", _propose, within=True),
    Moment("concluded", _conclude),
    Moment("archived", _archive),
)


def live_on(twin: Twin, moment: Moment) -> None:
    """Bring a twin to a moment; both are there at the same time, whenever the others were done."""
    moment.happens(twin)
    twin.now = twin.bell
