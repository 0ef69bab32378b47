"""The foot of every page: who is signed in on this device, and the way out."""

from html import escape

import streamlit as st

from workbench.domain.catalogue import _, spoken
from workbench.domain.languages import Language
from workbench.ui.viewer import Here


def draw(here: Here) -> None:
    """Say who is signed in, and offer another language and to sign out; on a shared laptop, to hand over.

    All are plain forms that our own routes answer, so that the cookie goes and nothing stays on the screen.
    """
    languages = "".join(_language(language) for language in Language if language != spoken())
    hand_over = "" if here.viewer.is_staff else _form("/hand-over", _("Hand over to the next teacher"))
    name = escape(_("Signed in as {name}").format(name=here.viewer.person.name))
    st.html(f'<div class="wb-foot"><span>{name}</span>{languages}{hand_over}{_form("/sign-out", _("Sign out"))}</div>')


def _language(language: Language) -> str:
    button = f'<button name="language" value="{language}" lang="{language}">{escape(language.own_name)}</button>'
    return f'<form method="post" action="/language">{button}</form>'


def _form(action: str, label: str) -> str:
    return f'<form method="post" action="{action}"><button type="submit">{escape(label)}</button></form>'
