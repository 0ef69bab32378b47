"""The cell that is talked about, readable from the back of the room: dots, the work, the two levels in dispute."""

from pathlib import Path

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.scoring import Given
from workbench.services import talk_screen
from workbench.services.dots import words
from workbench.services.dots.strips import strips
from workbench.services.talk_screen import Own, Screen
from workbench.ui.components.timer import Clock, minutes
from workbench.ui.components.work import Passage, Place, paused, tags, work
from workbench.ui.dots import figure
from workbench.ui.plain import escape
from workbench.ui.room import Room


def style() -> None:
    """Put the talk's own stylesheet into the page."""
    st.html(f"<style>{Path(__file__).with_name('talk.css').read_text(encoding='utf-8')}</style>")


def heading(screen: Screen) -> None:
    """Say what is talked about, where on the agenda it stands, and how much of its time is left."""
    name, time = st.columns([5, 1], vertical_alignment="center")
    with name, st.container(key="talk-title", gap="small"):
        st.title(escape(f"{screen.sample.name} · {screen.criterion.name}"), anchor=False)
        place = _("{n} of {all}").format(n=screen.place + 1, all=len(screen.agenda))
        st.caption(escape(f"{place} · {screen.topic.why}" if screen.topic.why else place))
    with time:
        minutes(f"time-{screen.topic.cell.id}", Clock(screen.seconds_left, _("left")))


def the_work(room: Room, screen: Screen) -> None:
    """Show the work with the evidence everybody marked for this criterion; how many, never who."""
    if screen.paused:
        paused()
        return
    with st.container(height=520, border=False, key="talk-work"):
        work(
            screen.sample,
            tags(room.rubric.criteria),
            [Passage(found.mark, weight=found.people) for found in screen.passages],
            place=Place("talk"),
        )
    if screen.passages:
        st.caption(_("Marked as evidence for this criterion; ×2 means that two people marked it."))


def the_dots(screen: Screen) -> None:
    """Show the dots, both votes where there are two, or why they are not shown."""
    shown = strips([screen.criterion], screen.votes, _own_levels(screen))
    if shown:
        figure.draw(shown, "talk-dots", about=screen.sample.name, size=figure.FROM_THE_BACK)
        notes = [
            _("Lowest and highest: {apart}").format(apart=words.apart(shown[-1].dots)),
            words.conditions(shown[-1].dots),
        ]
        st.caption(escape(" · ".join(note for note in notes if note)))
    for why in dict.fromkeys(vote.withheld for vote in screen.votes if vote.withheld):
        st.info(escape(why), icon=":material/visibility_off:")


def _own_levels(screen: Screen) -> dict[tuple[int, tuple[str, str]], Given]:
    cell = screen.votes[0].cell
    return {(own.round, cell): own.given for own in screen.own if own.given and not own.apart}


def in_dispute(screen: Screen) -> None:
    """Show the descriptors of the two levels in dispute side by side, with a sentence from either end if asked for."""
    sides = st.columns(2, gap="small")
    for side, position in zip(sides, screen.disputed, strict=True):
        with side, st.container(border=True, key=f"level-{position}"):
            level = screen.criterion.levels[position - 1]
            st.markdown(f"**{escape(words.level(screen.criterion, position))}**")
            st.text(level.descriptor or _("not described"))
    for number, said in enumerate(screen.sentences):
        with st.container(key=f"said-{number}"):
            st.text(f"“{said.sentence}”")
            st.caption(escape(_("with {level}").format(level=words.level(screen.criterion, said.level))))
    if screen.topic.cell.sentences_shown and not screen.sentences:
        st.caption(_("There are no two sentences from different levels that may be shown."))


def prompts(screen: Screen) -> None:
    """Show what helps a group to talk: first a silent minute, then each end in turn, the lead last."""
    asked = talk_screen.prompts(screen.criterion, screen.votes, quoted=bool(screen.sentences))
    with st.container(key="prompts", gap="small"):
        for number, prompt in enumerate(asked, start=1):
            st.text(f"{number}. {prompt}")


def only_you(screen: Screen) -> None:
    """Show a teacher, on their own device, what they gave and wrote."""
    for own in screen.own:
        with st.container(border=True, key=f"own-{own.round}"):
            st.caption(_("Only you see this.") if own.round == 1 else _("Only you see this: your second vote."))
            if own.apart:
                st.caption(_("You brought this piece, so your levels for it are in no figure."))
            st.text(_own(screen, own))
            if own.remark.sentence:
                st.text(f"“{own.remark.sentence}”")


def _own(screen: Screen, own: Own) -> str:
    if own.given is None:
        return _("You gave no level.")
    if own.given.level is None:
        why = words.reason(own.given.condition) if own.given.condition else ""
        return _("You could not score it: {reason}").format(reason=why)
    return _("You gave {level}.").format(level=words.level(screen.criterion, own.given.level))
