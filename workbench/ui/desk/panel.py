"""The rubric beside the work: choosing a level is a score, and "saved" is said only after the server stored it."""

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.errors import WorkbenchError
from workbench.domain.rubrics import Criterion
from workbench.domain.scoring import Given
from workbench.domain.sessions import Ask
from workbench.services import scoring
from workbench.services.dots.words import reason
from workbench.services.reads import Read
from workbench.services.scoring import Desk, Entry
from workbench.ui import memory, small_group, troubles, viewer
from workbench.ui.components.criteria import Cell, criteria
from workbench.ui.desk import beside, cannot
from workbench.ui.plain import escape
from workbench.ui.room import Room, going


@st.fragment
def panel(room: Room, assignment_id: str) -> None:
    """Draw the rubric cards of one read; a choice reruns only this part of the page."""
    viewer.still_here()
    if trouble := memory.trouble_in_part():
        troubles.say(trouble)
    desk = scoring.desk(room.here.store, room.here.viewer, room.session.id, with_work=False)
    read = desk.read(assignment_id)
    with st.container(height=560, border=False, key="criteria"):
        criteria(read.assignment.id, _cells(read), writing=beside.is_asked(room.session.plan.asks))
        if not (read.sample.withdrawn or read.paused):
            _criteria(room, read)
    _footer(room, desk, read)
    if desk.done == len(desk.reads) or not room.moment.scores_open:
        small_group.ask(room)
    memory.part_shown()


def _cells(read: Read) -> tuple[Cell, ...]:
    """Return what the strip says about each criterion; there is nothing to fold of work that is not shown."""
    gone = read.sample.withdrawn or read.paused
    return () if gone else tuple(_cell(read, c, n) for n, c in enumerate(read.criteria))


def _cell(read: Read, criterion: Criterion, number: int) -> Cell:
    given = read.scores.get(criterion.id)
    return Cell(
        _key(read, criterion),
        _letter(number),
        criterion.name,
        _given(criterion, given),
        level=given is not None,
        done=read.is_done(criterion.id),
    )


def _given(criterion: Criterion, given: Given | None) -> str:
    if given is None:
        return _("to score")
    if given.condition is not None:
        return reason(given.condition)
    return f"{given.level} {criterion.label(given.level or 0)}"


def _key(read: Read, criterion: Criterion) -> str:
    return f"cell-{read.assignment.id}-{criterion.id}"


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _criteria(room: Room, read: Read) -> None:
    for number, criterion in enumerate(read.criteria):
        _criterion(room, read, criterion, number)
    cannot.draw(room, read)


def _criterion(room: Room, read: Read, criterion: Criterion, number: int) -> None:
    given = read.scores.get(criterion.id)
    key = _key(read, criterion)
    with st.container(key=key):
        if memory.mirror(f"{key}-level", given.level if given else None):
            st.caption(_("Shown is what is stored. Choose again if you meant another level."))
        st.radio(
            escape_label(criterion, number),
            range(1, len(criterion.levels) + 1),
            format_func=lambda n: f"{n} {escape(criterion.label(n))}",
            captions=[escape(level.descriptor) or _("not described") for level in criterion.levels],
            horizontal=True,
            key=f"{key}-level",
            disabled=not room.moment.scores_open,
            on_change=memory.told(choose),
            args=(room, read.assignment.id, criterion.id, f"{key}-level"),
        )
        _saved(criterion, given)
        _typed_by(read, criterion)
        beside.draw(room, read, criterion)
    _show_stored(key, given)


def escape_label(criterion: Criterion, number: int) -> str:
    """Return a criterion's name as a widget label: its letter first, no Markdown (labels are read aloud raw)."""
    return f"{_letter(number)} · {escape(criterion.name)}"


def choose(room: Room, assignment_id: str, criterion_id: str, key: str) -> None:
    """Store the level that was just chosen."""
    level = memory.chosen(key)
    if level is None:
        return
    form = f"score:{assignment_id}:{criterion_id}"
    try:
        entry = Entry(assignment_id, memory.submission(form))
        scoring.score(room.here.store, room.here.viewer, entry, criterion_id, Given(level=int(level)))
    except WorkbenchError:
        memory.forget(key)
        raise
    memory.sent(form)


def _saved(criterion: Criterion, given: Given | None) -> None:
    if given is None:
        st.caption(_("not scored yet"))
    elif given.condition is not None:
        st.caption(_("saved: can't be scored because: {reason}").format(reason=reason(given.condition)))
    else:
        side = _("at or above the line") if given.level and given.level >= criterion.cut else _("below the line")
        st.caption(_("saved · {side}").format(side=side))


def _typed_by(read: Read, criterion: Criterion) -> None:
    """Say who typed a level in, where it came from a sheet of paper."""
    if name := read.typed_by.get(criterion.id):
        st.caption(escape(_("from your sheet of paper, typed in by {name}").format(name=name)))


def _show_stored(key: str, given: Given | None) -> None:
    """Let only what is stored look chosen: the browser's own mark is hidden until the server has answered."""
    card = f".st-key-{key} [role=radiogroup] > :nth-child"
    level = given.level if given else None
    primary = "var(--wb-primary)"
    look = f"--wb-card-line:{primary};--wb-dot:{primary};--wb-card-fill:var(--wb-chosen);--wb-card-style:solid"
    st.html(f"<style>{f'{card}({level}){{{look}}}' if level else ''}</style>")


def _footer(room: Room, desk: Desk, read: Read) -> None:
    done, forward = st.columns([3, 2], vertical_alignment="center")
    with done:
        total = len(desk.reads)
        st.progress(desk.done / total, text=_("{n} of {total} complete").format(n=desk.done, total=total))
        with st.container(horizontal=True, key="what-counts"):
            st.caption(_what_counts(room, read), width="content")
            if room.moment.scores_open:
                with st.container(key="keys-hint", width="content"):
                    st.caption(_("keys 1-9 score, j and k move"))
    with forward:
        st.button(
            _("Next"),
            key=f"next-{read.assignment.id}",
            type="primary",
            icon=":material/arrow_forward:",
            icon_position="right",
            shortcut="alt+enter",
            width="stretch",
            on_click=going("desk", session=room.session.id, read=next_after(desk, read).assignment.id),
        )


def next_after(desk: Desk, read: Read) -> Read:
    """Return the next read that is not complete, after this one in the queue; else the next in order."""
    here = next(n for n, r in enumerate(desk.reads) if r.assignment.id == read.assignment.id)
    after = desk.reads[here + 1 :] + desk.reads[:here]
    return next((r for r in after if not r.is_complete), after[0] if after else read)


def _what_counts(room: Room, read: Read) -> str:
    if not room.moment.scores_open:
        return _("Scoring is closed. What you saved counts.")
    if read.sample.withdrawn:
        return _("This piece was withdrawn. Go on with the next one.")
    if read.paused:
        return _("This piece is paused for now. Go on with the next one.")
    if read.is_complete:
        return _("Complete. You can change levels until scoring closes.")
    if room.session.plan.asks.sentence is Ask.REQUIRED and not read.scores.keys() ^ {c.id for c in read.criteria}:
        return _("One sentence per criterion is still asked for.")
    return count("{n} criterion to go", "{n} criteria to go", read.missing)
