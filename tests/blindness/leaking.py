"""The same server with leaks planted in it: how many scores there are so far, in three places where it must not be."""

import sys
from pathlib import Path

from sqlalchemy import func, select

from tests.blindness import serving
from workbench.services.opening import Store
from workbench.storage import tables as t


def plant(store: Store) -> None:
    """Let the foot of every page, the length of an answer, and the log tell what nobody may know."""
    import streamlit as st
    from starlette.responses import Response

    from workbench.services import eventlog
    from workbench.ui import foot
    from workbench.web import status

    draw, phase, event = foot.draw, status.phase, eventlog.event

    def on_the_page(here):
        st.text(f"{scores_so_far(store)} scores so far")
        draw(here)

    async def in_the_size(house, request):
        answer = await phase(house, request)
        return Response(answer.body + b" " * scores_so_far(store), answer.status_code, media_type="application/json")

    def in_the_log(code, route, person_id=""):
        event(code, f"{route}?{scores_so_far(store)}", person_id)

    foot.draw, status.phase, eventlog.event = on_the_page, in_the_size, in_the_log


def scores_so_far(store: Store) -> int:
    """Count what nobody in a session may know."""
    with store.reading() as db:
        return db.execute(select(func.count()).select_from(t.score)).scalar_one()


if __name__ == "__main__":
    shared = serving.share(Path(sys.argv[1]))
    plant(shared)
    serving.serve(shared)
