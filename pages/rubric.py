"""One rubric as a table, with the Proficient line drawn."""

import streamlit as st

from workbench.services import rubrics
from workbench.ui import viewer
from workbench.ui.rubrics import table, view

here = viewer.current()
seen = rubrics.get(here.store, here.viewer, st.query_params.get("rubric", ""))

view.title(seen)
view.buttons(here, seen)
table.draw(seen.rubric)
view.origin(seen.rubric)
view.versions(seen)
view.retire(here, seen)
