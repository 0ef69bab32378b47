"""The reveal: a countdown, one sentence, then everybody's dots without names, and what to talk about."""

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.phases import Phase, Stage
from workbench.domain.scoring import Given
from workbench.services import agenda, results, revealing, talking
from workbench.services.agenda import Topic
from workbench.services.dots import words
from workbench.services.dots.strips import Strip, strips
from workbench.services.results import Cell, CellDots
from workbench.services.results.gaps import Gap, gaps
from workbench.ui import memory
from workbench.ui.components.timer import Clock, countdown
from workbench.ui.dots import figure, table
from workbench.ui.plain import escape
from workbench.ui.room import Room
from workbench.ui.talk import cell, plan
from workbench.ui.talk.moving import join_everybody, moves

Own = dict[tuple[int, Cell], Given]


def is_counting(room: Room) -> bool:
    """Return whether the dots are still to come out on this screen."""
    return revealing.seconds_left(room.here.store, room.session) > 0 and not memory.chosen(_skipped(room))


def count_down(room: Room) -> None:
    """Count down to the dots; whoever does not want to wait need not."""
    left = revealing.seconds_left(room.here.store, room.session)
    countdown("countdown", Clock(left, _("Everybody's levels come out now, without names.")))
    st.button(_("Skip the countdown"), key="skip-countdown", on_click=memory.keep, args=(_skipped(room), True))
    figure.fetch_ahead()


def _skipped(room: Room) -> str:
    return f"skipped-countdown-{room.session.id}-{room.moment.round}"


def sentence(votes: tuple[CellDots, ...]) -> None:
    """Say it in one sentence."""
    cell.style()
    with st.container(key="headline"):
        st.text(words.headline(votes))


def legend(room: Room, votes: tuple[CellDots, ...]) -> None:
    """Say what the shapes mean, and in a small group that colleagues may guess."""
    parts = [_("● one teacher")]
    if room.moment.rounds_revealed > 1:
        parts.append(_("◆ second vote"))
    if not room.leads:
        parts.append(_("★ you, on this screen only"))
    parts.append(_("dashed: the line of the rubric"))
    st.caption("  ·  ".join([*parts, *filter(None, [words.small_group(votes)])]))


def votes_of(room: Room) -> tuple[CellDots, ...]:
    """Return the dots of every vote that is out."""
    here = room.here
    return tuple(
        found
        for round in range(1, room.moment.rounds_revealed + 1)
        for found in results.dots(here.store, here.viewer, room.session.id, round)
    )


def own_of(room: Room) -> Own:
    """Return what this person gave, for their own device only."""
    here = room.here
    return {
        (round, cell): given
        for round in range(1, room.moment.rounds_revealed + 1)
        for cell, given in results.own_levels(here.store, here.viewer, room.session.id, round).items()
    }


def pieces(room: Room, votes: tuple[CellDots, ...], own: Own) -> None:
    """Draw the dots of every piece of work, a strip per criterion."""
    names = agenda.piece_names(room.here.store, room.here.viewer, room.session.id)
    brought = gaps(room.here.store, room.here.viewer, room.session.id)
    places = [place for _row in room.session.samples[::2] for place in st.columns(2, gap="large")]
    for sample, place in zip(room.session.samples, places, strict=False):
        here = tuple(vote for vote in votes if vote.sample_id == sample.sample_id)
        with place, st.container(key=f"dots-{sample.sample_id}"):
            st.header(escape(names[sample.sample_id]), anchor=False)
            _piece(room, sample.sample_id, names[sample.sample_id], strips(room.rubric.criteria, here, own))
            _withheld(room, here)
            if gap := brought.get(sample.sample_id):
                _gap(room, gap)


def _piece(room: Room, sample_id: str, name: str, shown: tuple[Strip, ...]) -> None:
    if not shown:
        return
    size = figure.ON_THE_WALL if room.leads else figure.ON_A_DESK
    figure.draw(shown, f"dots-{sample_id}-picture", about=name, size=size)
    for strip in shown:
        if strip.dots.conditions:
            st.caption(escape(f"{strip.criterion.name}: {words.conditions(strip.dots)}"))
    with st.expander(_("As a table")):
        table.draw(shown)


def _withheld(room: Room, votes: tuple[CellDots, ...]) -> None:
    """Say why dots are not shown: the same reason once, with the criteria it holds for."""
    for why in dict.fromkeys(vote.withheld for vote in votes if vote.withheld):
        about = [room.rubric.criterion(vote.criterion_id).name for vote in votes if vote.withheld == why]
        st.info(escape(f"{', '.join(dict.fromkeys(about))}: {why}"), icon=":material/visibility_off:")


def _gap(room: Room, gap: Gap) -> None:
    """Say that somebody brought this piece, and to them, on their own device, what they gave it."""
    st.caption(words.brought(gap, apart=room.session.plan.own_apart))
    for (round, criterion_id), given in gap.given.items():
        criterion = room.rubric.criterion(criterion_id)
        st.text(f"{_('Only you see this:')} {words.own_apart(criterion, given, round)}")


def changes(room: Room) -> None:
    """Say what the discussion changed, once the second vote is out."""
    if room.moment.rounds_revealed < 2:
        return
    names = agenda.piece_names(room.here.store, room.here.viewer, room.session.id)
    found = results.changes(room.here.store, room.here.viewer, room.session.id)
    with st.container(border=True, key="changes"):
        st.header(_("After the discussion"), anchor=False)
        if not found:
            st.text(_("Too few teachers voted twice to say what changed."))
        for change in found:
            criterion = room.rubric.criterion(change.criterion_id).name
            st.text(f"{names[change.sample_id]} · {criterion}: {words.changed(change)}")


def what_to_talk_about(topics: tuple[Topic, ...]) -> None:
    """Show the agenda with its minutes and why each cell is on it."""
    st.header(_("What to talk about"), anchor=False)
    if not topics:
        st.text(_("The levels part nowhere. Add a topic, or go on to agree."))
        return
    st.caption(count("{n} minute in all", "{n} minutes in all", sum(topic.cell.minutes for topic in topics)))
    for number, topic in enumerate(topics, start=1):
        with st.container(border=True, key=f"topic-{number}", gap="small"):
            st.text(f"{number}. {topic.sample} · {topic.criterion} · {_('{n} min').format(n=topic.cell.minutes)}")
            if topic.why:
                st.caption(escape(topic.why))


def lead_on(room: Room, topics: tuple[Topic, ...]) -> None:
    """Let the facilitator start the talk or go on to agree; elsewhere, go where everybody is."""
    if not room.leads or room.moment.phase is not Phase.REVEALED:
        return
    if room.session.stage is not Stage.DOTS:
        join_everybody(room)
        return
    first = room.moment.round == 1
    act = (room.here.store, room.here.viewer, room.session.id)
    with st.container(horizontal=True, key="lead"):
        st.button(
            _("Start the talk") if first else _("Back to the talk"),
            key="start-talk",
            type="primary" if first and topics else "secondary",
            disabled=not topics,
            on_click=moves(talking.start_talk),
            args=act,
        )
        st.button(
            _("Go on to agree"),
            key="go-agree",
            type="secondary" if first and topics else "primary",
            on_click=moves(talking.end_talk),
            args=act,
        )
        with st.popover(_("Add a topic"), key="add"):
            plan.add(room)
