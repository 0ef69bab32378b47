"""The lead's clock on the lead's own screens: what this part is, how long it still has, and what comes next."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from math import ceil
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.hour import Part
from workbench.domain.phases import Act, Phase, Stage
from workbench.services import hour, sessions, talking
from workbench.services.first_session import is_practice
from workbench.services.hour import MINUTES_MORE, Hour
from workbench.ui import memory
from workbench.ui.components.timer import Clock, minutes
from workbench.ui.plain import escape
from workbench.ui.room import Room


def strip(room: Room) -> None:
    """Draw the lead's clock in one line; nothing on anybody else's screen, nor in practice, which has no hour."""
    now = _now(room)
    if now is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="hour", gap="medium"):
        st.text(f"{_here(now)} · {_next(room, now)}")
        if now.seconds_left is not None:
            minutes(f"hour-{now.part}", Clock(now.seconds_left, _("left"), _("over the plan")))
            st.button(
                _("+{n} minutes").format(n=MINUTES_MORE),
                key=f"hour-longer-{now.part}",
                type="tertiary",
                on_click=memory.told(hour.longer),
                args=(room.here.store, room.here.viewer, room.session.id, now.part),
            )
            _skip(room, now.part)


def _skip(room: Room, part: Part) -> None:
    """Offer to leave out the rest of this part, where one act does it: a second press says that it is meant."""
    act: Callable[..., object]
    if part is Part.SCORING and room.moment.phase is Phase.OPEN:
        meant, act = _("Close scoring"), partial(sessions.act, what=Act.CLOSE)
        said = _("Whoever has not finished stops here. What is saved counts; closing can be undone until the reveal.")
    elif part is Part.TALK and room.moment.stage is Stage.TALK:
        meant, act = _("End the talk"), talking.end_talk
        said = _("Every screen goes on to agreeing. Topics that nobody talked about stay open.")
    else:
        return
    with st.popover(_("Skip"), type="tertiary", key=f"hour-skip-{part}"):
        st.text(said)
        st.button(
            meant,
            key=f"hour-skip-{part}-meant",
            on_click=memory.told(act),
            args=(room.here.store, room.here.viewer, room.session.id),
        )


def words(room: Room) -> None:
    """Say the same in words only, where the topic on the screens has a clock of its own."""
    now = _now(room)
    if now is None:
        return
    left = ceil(now.seconds_left / 60) if now.seconds_left is not None else 0
    said = count("{n} minute left", "{n} minutes left", left) if left > 0 else ""
    st.caption(escape(" · ".join(part for part in (_name(now.part), said, _next(room, now)) if part)))


def _now(room: Room) -> Hour | None:
    if not room.leads or is_practice(room.session):
        return None
    return hour.hour(room.here.store, room.here.viewer, room.session.id)


def _here(now: Hour) -> str:
    """Return the part this is; in the lobby, which may open long before the meeting, with the minutes it may take."""
    if now.part is not Part.WELCOME:
        return _name(now.part)
    minutes_planned = count("{n} minute planned", "{n} minutes planned", now.planned)
    return f"{_name(now.part)}, {minutes_planned}"


def _name(part: Part) -> str:
    return {
        Part.WELCOME: _("Welcome and rubric"),
        Part.SCORING: _("Silent scoring"),
        Part.TALK: _("Reveal and talk"),
        Part.DEBRIEF: _("Agree and debrief"),
    }[part]


def _next(room: Room, now: Hour) -> str:
    if now.coming is None:
        return _ends(room, now) or _("this is the last part")
    planned = count("{n} minute", "{n} minutes", now.coming_minutes)
    coming = _("next: {part}, {minutes}").format(part=_name(now.coming).lower(), minutes=planned)
    return " · ".join(part for part in (coming, _ends(room, now)) if part)


def _ends(room: Room, now: Hour) -> str:
    zone = _zone()
    if now.minutes_to_end is None or zone is None:
        return ""
    end = room.here.store.now().astimezone(zone) + timedelta(minutes=now.minutes_to_end)
    return _("ends at {time}").format(time=f"{end:%H:%M}")


def _zone() -> ZoneInfo | None:
    """Return the time zone of this browser, where it tells one that is known here."""
    try:
        return ZoneInfo(st.context.timezone or "")
    except (ZoneInfoNotFoundError, ValueError):
        return None
