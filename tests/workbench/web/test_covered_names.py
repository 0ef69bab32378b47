"""Once a name is covered, no route sends a pixel of it to anybody, at any moment of a session or in the library."""

import io
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from tests.workbench.inked import NAME, around_ink, ink, pdf_with_name, photo
from tests.workbench.scored_session import Scored, a_session, elsewhere, somebody, usual
from tests.workbench.world import staff
from workbench.domain.people import Role, Viewer
from workbench.domain.phases import Act
from workbench.domain.samples import Audience, Permission, Sample
from workbench.domain.sessions import SessionSample
from workbench.services import covering, publishing, sample_files, samples, sessions, signing_in
from workbench.services.covering import Drawn
from workbench.services.files import open_files
from workbench.services.publishing import Wording
from workbench.services.sample_files import Upload
from workbench.services.samples import About
from workbench.web import cookies
from workbench.web.application import routes
from workbench.web.house import House

PERMISSION = Permission(held=True, audience=Audience.DISTRICT)
WHY = Wording("It names the river.", "It does not say who is harmed.", Audience.DISTRICT)


@dataclass
class Asking:
    """Asks every route for everything that has to do with a piece of work, as everybody."""

    house: House
    open_browser: Callable
    sample: Sample
    session_id: str
    people: list[Viewer | None]

    def answers(self) -> Iterator[tuple[str, bytes]]:
        """Every address with what it answered."""
        for viewer in self.people:
            laptop = self.open_browser()
            if viewer:
                with self.house.store.writing() as db:
                    laptop.cookies.set(cookies.NAME, signing_in.start(self.house.store, db, viewer.person.id))
            for path in self._paths():
                yield path, laptop.get(path).content

    def _paths(self) -> Iterator[str]:
        known = {
            "artifact": [artifact.id for artifact in self.sample.artifacts],
            "number": ["1", "2", "3"],
            "session_id": [self.session_id],
            "code": ["x"],
            "token": ["x"],
        }
        for route in routes(self.house):
            names = re.findall(r"{(\w+)}", route.path)
            if "GET" in (route.methods or ()):
                for values in itertools.product(*(known.get(name, [self.sample.id]) for name in names)):
                    yield route.path.format(**dict(zip(names, values, strict=True)))


def shown(body: bytes) -> int | None:
    """How much of the name a picture shows; None for what is no picture."""
    try:
        Image.open(io.BytesIO(body)).verify()
    except UnidentifiedImageError:
        return None
    return ink(body)


def a_covered_piece(house: House, viewer: Viewer) -> tuple[Sample, set[str]]:
    """A photo and a PDF with a name in their pixels, covered; and the hashes of the files as they were."""
    store, files = house.store, open_files(house.settings)
    samples.draft(store, viewer, About("Letter", permission=PERMISSION), "s1")
    for number, data in enumerate((photo(turned=True), pdf_with_name(2))):
        sample_files.add_file(store, files, viewer, Upload("s1", data, f"f{number}"))
    before = samples.get(store, viewer, "s1").sample
    pages = [(artifact, page) for artifact in before.artifacts for page in artifact.pages]
    boxes = tuple(around_ink(artifact, files.get(page.file), page.number) for artifact, page in pages)
    assert len(boxes) == 3
    covering.cover(store, files, viewer, Drawn("s1", before.version, boxes))
    after = samples.get(store, viewer, "s1").sample
    samples.check(store, viewer, after)
    return after, {page.file for _artifact, page in pages}


def test_no_route_sends_a_pixel_of_a_covered_name_to_anybody(store, house, open_browser, tmp_path):
    other = a_session(store, pieces=1, teachers=0)
    rubric, fay = other.rubric, other.facilitator
    sample, old = a_covered_piece(house, fay)
    plan = sessions.Draft("Covered", rubric.id, (SessionSample("s1"),), other.session.plan)
    session = Scored(store, fay, sessions.draft(store, fay, plan), rubric, ["s1"])
    teachers = [somebody(store, name, fay.person.school_id) for name in ("Ana P.", "Ben K.", "Chidi O.", "Dee L.")]
    strangers = [staff(store, "Ada", Role.ADMIN), staff(store, "Cho", Role.COACH), elsewhere(store, "Olu F."), None]
    asking = Asking(house, open_browser, sample, session.id, [fay, teachers[0], *strangers])

    def pictures_sent() -> int:
        found = list(asking.answers())
        pictures = [amount for _path, body in found if (amount := shown(body)) is not None]
        assert set(pictures) <= {0}
        assert not [path for path, body in found if NAME.encode() in body or any(h.encode() in body for h in old)]
        return len(pictures)

    staff_alone = pictures_sent()
    assert staff_alone > 0
    session.act(Act.OPEN, Act.START)
    session.teachers += map(session.seat, teachers)
    assert pictures_sent() > staff_alone
    session.give(usual)
    session.act(Act.CLOSE, Act.REVEAL)
    session.end(0, 0, 3)
    publishing.publish(store, fay, session.id, session.cell(0, 0), WHY)
    session.act(Act.CONCLUDE)
    assert pictures_sent() > staff_alone
    kept = [path for path in Path(tmp_path, "files").rglob("*") if path.is_file()]
    assert {shown(path.read_bytes()) for path in kept} == {0}
    assert not old & {path.name for path in kept}


def test_this_proof_can_fail():
    assert (shown(photo()) or 0) > 500
    assert shown(b"<html>Ana</html>") is None
