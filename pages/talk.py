"""Talk: one cell at a time, on every screen."""

import streamlit as st

from workbench.services import talk_screen
from workbench.ui import hour, projector, room, worry
from workbench.ui.talk import asides, cell, lead

here = room.enter("talk")
screen = talk_screen.screen(here.here.store, here.here.viewer, here.session.id)

cell.style()
cell.heading(screen)
hour.words(here)
if here.leads:
    lead.draw(here, screen)
work, talk = st.columns([6, 5], gap="medium")
with work:
    cell.the_work(here, screen)
with talk:
    cell.the_dots(screen)
    cell.in_dispute(screen)
    cell.prompts(screen)
    asides.draw(here, screen.topic.cell.id)
    cell.only_you(screen)
    worry.offer(here, screen.sample.id)
projector.draw(here)
