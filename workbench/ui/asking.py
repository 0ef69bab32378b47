"""Ask for samples: what to bring and by when, the link to send, and what has come."""

import streamlit as st

from workbench.domain.catalogue import _, count
from workbench.domain.days import day_soon
from workbench.domain.giving import LONGEST_WANTED, MOST_EXPECTED, Asking, in_words
from workbench.domain.sessions import Session
from workbench.services import asking, pins
from workbench.services.asking import Came, Piece, Wanted
from workbench.ui import memory
from workbench.ui.plain import escape
from workbench.ui.room import going
from workbench.ui.samples import shelf
from workbench.ui.viewer import Here

LONGEST_NAME = 60


def part(here: Here, session: Session) -> None:
    """Let the lead of a session that is being prepared ask teachers for work, and show what has come of it."""
    found = asking.came(here.store, here.viewer, session.id)
    with st.container(border=True, key="asking"):
        st.header(_("Ask for samples"), anchor=False)
        if found.asking is None:
            st.text(_("Send teachers a link before the meeting: each brings a piece, from a laptop or a phone."))
        _form(here, session, found.asking)
        if found.asking is not None:
            _link(here, session, found.asking)
            _what_came(found)
            _forgotten_pin(here, session)


def _form(here: Here, session: Session, asked: Asking | None) -> None:
    st.text_input(
        _("What should they bring?"),
        asked.wanted if asked else "",
        max_chars=LONGEST_WANTED,
        placeholder=_("one piece near the line"),
        key="asking-what",
    )
    left, right = st.columns(2)
    left.date_input(_("By when? (optional)"), asked.due if asked else None, key="asking-due")
    right.number_input(
        _("From how many people? (0: open)"),
        0,
        MOST_EXPECTED,
        asked.expected if asked else 0,
        key="asking-expected",
    )
    st.button(
        _("Save what is asked for") if asked else _("Make the link"),
        key="asking-save",
        on_click=memory.told(_ask),
        args=(here, session.id),
    )


def _ask(here: Here, session_id: str) -> None:
    what, due, expected = (memory.chosen(f"asking-{name}") for name in ("what", "due", "expected"))
    asking.ask(here.store, here.viewer, session_id, Wanted(what or "", due, int(expected or 0)))


def link(here: Here, asked: Asking) -> str:
    """Return the address to send."""
    return f"{here.settings.public_address}/give/{asked.code}"


def _link(here: Here, session: Session, asked: Asking) -> None:
    st.text(_("Send this link, or the whole message:"))
    st.code(link(here, asked), language=None, wrap_lines=True)
    st.code(_mail(here, session, asked), language=None, wrap_lines=True)
    with st.popover(_("Make another link"), key="asking-again"):
        st.text(_("The old link then leads nowhere. What has come stays."))
        st.button(
            _("Yes, make another link"),
            key="asking-renew",
            on_click=memory.told(_renew),
            args=(here, session.id),
        )


def _mail(here: Here, session: Session, asked: Asking) -> str:
    own = _("Your levels for your own piece are in no figure.") if session.plan.own_apart else ""
    sentences = (
        _("For our meeting, please bring: {what}.").format(what=in_words(asked)),
        _("Open {link} on a laptop or phone, add a photo, a file or a text, and cover names.").format(
            link=link(here, asked)
        ),
        _("It takes about three minutes."),
        own or _("You will not be given your own piece to score."),
    )
    return " ".join(sentences)


def _renew(here: Here, session_id: str) -> None:
    asking.renew(here.store, here.viewer, session_id)


def _what_came(found: Came) -> None:
    st.subheader(_("What has come"), anchor=False)
    if not found.pieces:
        st.text(_("Nothing yet."))
    else:
        pieces = count("{n} piece", "{n} pieces", len(found.pieces))
        people = count("from {n} person", "from {n} people", found.people)
        st.text(f"{pieces} {people}.")
    if found.missing:
        st.text(
            count(
                "{n} person has brought nothing yet, of those you expect.",
                "{n} people have brought nothing yet, of those you expect.",
                found.missing,
            )
        )
    for piece in found.pieces:
        _piece(piece)
    if found.pieces:
        st.caption(_("Once you have looked at every page of a piece, choose it above under “Student work”."))


def _forgotten_pin(here: Here, session: Session) -> None:
    """Let the lead make a one-time code; they type the name, so that no screen lists who came by the link."""
    if code := memory.shown_once("given-pin"):
        st.info(
            _(
                "Say this code to your colleague: {code}. On the page behind the link they press “My PIN was reset” "
                "and choose a new PIN with it. It works for two hours."
            ).format(code=code)
        )
    with st.popover(_("Somebody forgot their PIN"), key="asking-forgot"):
        st.text_input(_("Their name, as they typed it at the link"), max_chars=LONGEST_NAME, key="asking-forgot-name")
        st.button(
            _("Make a one-time code"),
            key="asking-forgot-do",
            help=_("Signs this teacher out everywhere and makes a one-time code for a new PIN."),
            on_click=memory.told(_new_pin),
            args=(here, session.id),
        )


def _new_pin(here: Here, session_id: str) -> None:
    name = memory.chosen("asking-forgot-name") or ""
    memory.show_once("given-pin", pins.reset_pin_of_giver(here.store, here.viewer, session_id, name))


def _piece(piece: Piece) -> None:
    sample = piece.sample
    with st.container(border=True, key=f"came-{sample.id}"):
        what, do = st.columns([4, 1], vertical_alignment="center")
        with what, st.container(key=f"about-came-{sample.id}"):
            st.text(sample.name)
            on = _("came on {day}").format(day=day_soon(piece.sent_at.date()))
            st.caption(escape(" · ".join((on, shelf.contents(sample), shelf.state(sample)))))
        with do:
            label = _("Open") if sample.checked else _("Look at it")
            st.button(
                label,
                key=f"look-{sample.id}",
                width="stretch",
                help=escape(sample.name),
                on_click=going("sample", sample=sample.id),
            )
