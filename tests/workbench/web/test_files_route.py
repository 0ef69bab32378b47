"""The route that sends page pictures: cookie first, and nothing else tells that a picture exists."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection
from starlette.applications import Starlette

from tests.workbench.world import an_open_session, staff
from workbench.domain.people import Person
from workbench.domain.phases import Stage
from workbench.domain.samples import Artifact, ArtifactKind, Page
from workbench.services import joining, signing_in
from workbench.services.files import open_files
from workbench.services.joining import Arrival
from workbench.settings import Settings
from workbench.storage import people, samples
from workbench.storage.store import Store
from workbench.web.application import handlers, middleware, routes
from workbench.web.house import House

PICTURE = b"\x89PNG page one"


@dataclass(frozen=True)
class Door:
    """The program without Streamlit, a page picture behind it, and the tokens of those who come."""

    app: Starlette
    path: str
    teacher: str
    stranger: str

    def get(self, path: str = "", token: str = "", accept: str = "image/png") -> httpx.Response:
        headers = {"accept": accept} | ({"cookie": f"workbench={token}"} if token else {})

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8501") as client:
                return await client.get(path or self.path, headers=headers)

        return asyncio.run(ask())


@pytest.fixture
def door(store: Store, tmp_path: Path) -> Door:
    settings = Settings(data=tmp_path)
    session = an_open_session(store, staff(store), Stage.SCORING)
    page = Page(1, open_files(settings).put(PICTURE), "image/png", 10, 20)
    with store.writing() as db:
        scan = Artifact(store.new_id(), ArtifactKind.PAGES, "Scan", pages=(page,))
        samples.add_artifact(db, session.samples[0].sample_id, scan, 2)
        stranger = signing_in.start(store, db, somebody_elsewhere(store, db))
    teacher = joining.join(store, Arrival(session.join_code, "Ana P.", "8264", "10.0.0.1")).token
    house = House(settings, store)
    app = Starlette(routes=routes(house), middleware=middleware(house), exception_handlers=handlers(house))
    return Door(app, f"/files/{scan.id}/1", teacher, stranger)


def somebody_elsewhere(store: Store, db: Connection) -> str:
    people.add_school(db, "elsewhere", "Elsewhere")
    person = Person(store.new_id(), "Olu F.", "elsewhere")
    people.add(db, person, "", store.now())
    return person.id


def test_a_teacher_in_the_session_gets_the_picture_and_nobody_keeps_it(door):
    answer = door.get(token=door.teacher)
    assert (answer.status_code, answer.content) == (200, PICTURE)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-disposition"] == "inline"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers


def test_without_a_cookie_there_is_nothing(door):
    for token in ("", "forged"):
        assert door.get(token=token).status_code == 404


def test_a_person_without_a_cookie_who_opens_the_address_is_sent_to_the_door(door):
    answer = door.get(accept="text/html")
    assert (answer.status_code, answer.headers["location"]) == (303, "/welcome")


def test_a_picture_for_others_and_no_picture_at_all_answer_the_same(door):
    folder = door.path.rsplit("/", 1)[0]
    answers = [
        door.get(token=door.stranger),
        *(door.get(f"{folder}/{n}", token=door.teacher) for n in ("2", "0", "-1", "x", "١", "99999999999999999999")),
        door.get("/files/no-such-artifact/1", token=door.teacher),
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
