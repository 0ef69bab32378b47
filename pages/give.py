"""Bring a piece of work: add it, cover names, say permission, send."""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.ui import viewer
from workbench.ui.giving import bringing, own
from workbench.ui.samples import adding, covering, names, transcribing

here = viewer.current()
table = bringing.choose(here, st.query_params.get("session", ""))
piece = bringing.in_hand(table)

st.title(_("Bring a piece of work"), anchor=False)
with st.container(key="narrow-give"):
    bringing.asked(table)
    adding.said(piece)
    if table.is_open and not piece.artifacts:
        adding.fields(here, piece, bringing.begins(here, table, piece))
if table.is_open and piece.artifacts:
    left, right = st.columns([6, 5], gap="medium")
    with left:
        waits = covering.fields(here, piece)
    with right:
        with st.expander(_("Add another page")):
            adding.fields(here, piece)
        transcribing.fields(here, piece)
        named = names.fields(here, piece)
        bringing.send(here, table, piece, main=not named, waits=waits)
        own.unsent(here, table, piece)
with st.container(key="narrow-own"):
    own.pieces(here, table)
