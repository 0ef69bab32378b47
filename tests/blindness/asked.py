"""Everything that is asked of both servers, for each of those who look: pages over the WebSocket, routes over HTTP.

Pages come from the menu's own list and routes from the application's, so that a new one is asked for by itself, or,
where it needs an address that only we can know, makes a test fail until it is listed here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.blindness.houses import ADDRESS
from tests.blindness.people import ELSEWHERE, TABLE, Viewpoint
from tests.blindness.twins import ASKED_UNDER, BROUGHT, UNSENT, Twin
from tests.blindness.wire import Address
from workbench.storage import sessions
from workbench.ui.menu import ENTRIES, Entry

SECRET_READER = "Ben"


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request; ``signs_in`` says as whom with a sign-in of its own, because the request ends it."""

    method: str
    path: str
    form: dict[str, str] = field(default_factory=dict)
    navigates: bool = True
    signs_in: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What a browser sends along."""
        accept = {"accept": "text/html" if self.navigates else "*/*", "accept-encoding": "identity"}
        return accept | ({"origin": ADDRESS, "sec-fetch-site": "same-origin"} if self.method == "POST" else {})

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.form or ''}".rstrip()


def pages() -> list[str]:
    """Return every page of the menu."""
    return [entry.name for entry in ENTRIES]


def addresses(twin: Twin, who: Viewpoint, *, within: bool) -> Iterator[Address]:
    """Yield every page with the ids that it may be asked for; within a session, the session's own pages."""
    session = {"session": twin.session[who.group.title]}
    yield Address("")
    yield Address("", urlencode(session))
    for entry in ENTRIES if not who.glances else ():
        if not entry.default and not (within and entry.name in ABOUT_NO_SESSION):
            ids = {"rubric": twin.rubric_id, "sample": twin.sample["Maple"].id, "criterion": twin.criteria[0].id}
            # What is not in this person's menu shows the start page, and that has been asked with the session.
            of_session = entry.name not in ABOUT_NO_SESSION and _is_in_menu(twin, who, entry)
            ids |= session if of_session else {}
            yield Address(entry.name, urlencode(ids))
            for more in MORE.get(entry.name, _no_more)(twin, who):
                yield Address(entry.name, urlencode(ids | more))


def _is_in_menu(twin: Twin, who: Viewpoint, entry: Entry) -> bool:
    viewer = twin.viewer(who.name)
    return (viewer.is_staff or not entry.staff_only) and (viewer.is_admin or not entry.admin_only)


def _reads(twin: Twin, who: Viewpoint) -> Iterator[dict[str, str]]:
    """Yield another read of one's own, and one of somebody else."""
    for name in (who.name, SECRET_READER):
        if name in who.group.seats:
            queue = twin.queue(who.group, name)
            yield from ({"read": queue[work].id} for work in ("Willow",) if work in queue)


def _work(twin: Twin, who: Viewpoint) -> Iterator[dict[str, str]]:
    for name in ("Willow", BROUGHT, UNSENT):
        yield {"sample": twin.sample[name].id}


def _published(twin: Twin, who: Viewpoint) -> Iterator[dict[str, str]]:
    for exemplar in twin.exemplars:
        yield {"exemplar": exemplar}


def _no_more(twin: Twin, who: Viewpoint) -> Iterator[dict[str, str]]:
    yield from ()


ABOUT_NO_SESSION = (
    "rubrics",
    "rubric",
    "rubric_edit",
    "rubric_table",
    "samples",
    "sample",
    "spreadsheet",
    "people",
    "exemplar",
)
# What a page can be asked for beyond a session, a rubric and a sample.
MORE: dict[str, Callable[[Twin, Viewpoint], Iterator[dict[str, str]]]] = {
    "desk": _reads,
    "sample": _work,
    "exemplar": _published,
}


def code(twin: Twin, title: str) -> str:
    """Return a session's join code."""
    with twin.store.reading() as db:
        return sessions.get(db, twin.session[title]).join_code


def _joining(twin: Twin) -> list[Request]:
    typed = {"code": code(twin, TABLE.title), "name": "Ben", "pin": "1379"}
    wrong = typed | {"code": "BBBB-BBBB"}
    return [Request("POST", "/join", form) for form in (typed, wrong, typed | {"name": ""})]


def _asked(twin: Twin) -> list[Request]:
    return [Request("GET", f"/give/{code}") for code in (ASKED_UNDER, "BCDF-GHJK")]


def _giving(twin: Twin) -> list[Request]:
    return [Request("POST", f"/give/{ASKED_UNDER}", {"name": name, "pin": "1379"}) for name in ("Cal", "")]


def _welcome(twin: Twin) -> list[Request]:
    return [Request("GET", "/welcome"), Request("GET", f"/welcome?session={twin.session[TABLE.title]}")]


def _doors(twin: Twin) -> list[Request]:
    return [Request("GET", f"/join?code={code(twin, group.title)}") for group in (TABLE, ELSEWHERE)]


def _promises(twin: Twin) -> list[Request]:
    return [Request("GET", f"/promises?code={typed}") for typed in (code(twin, TABLE.title), "BBBB-BBBB")]


def _phases(twin: Twin) -> list[Request]:
    known = [Request("GET", f"/phase/{session}", navigates=False) for session in twin.session.values()]
    return [*known, Request("GET", "/phase/nosuch", navigates=False)]


def _pictures(twin: Twin) -> list[Request]:
    found = [f"/files/{twin.sample[name].artifacts[0].id}/{n}" for name in ("Cedar", "Alder") for n in (1, 2)]
    return [Request("GET", path, navigates=False) for path in (*found, "/files/nosuch/1")]


def _prints(twin: Twin) -> list[Request]:
    return [Request("GET", f"/print/{session}") for session in (*twin.session.values(), "nosuch")]


def _paper(what: str) -> Callable[[Twin], list[Request]]:
    return lambda twin: [Request("GET", f"/print/{i}/{what}") for i in (*twin.session.values(), "nosuch")]


def _leaving(path: str) -> Callable[[Twin], list[Request]]:
    return lambda twin: [Request("POST", path, {"x": ""}, signs_in="Ana")]


# By the route's pattern: what is asked of it at every moment.
ROUTES: dict[str, Callable[[Twin], list[Request]]] = {
    "GET /welcome": _welcome,
    "GET /j/{code}": lambda twin: [Request("GET", f"/j/{code(twin, TABLE.title)}")],
    "GET /join": _doors,
    "POST /join": _joining,
    "GET /promises": _promises,
    "GET /give/{code}": _asked,
    "POST /give/{code}": _giving,
    "GET /new-pin": lambda twin: [
        Request("GET", f"/new-pin?{query}")
        for query in (f"code={code(twin, TABLE.title)}", f"to=give&code={ASKED_UNDER}")
    ],
    "POST /new-pin": lambda twin: [
        Request(
            "POST", "/new-pin", {"code": code(twin, TABLE.title), "name": "Ben", "pin": "2468", "one_time_code": "x"}
        )
    ],
    "GET /sign-in": lambda twin: [Request("GET", "/sign-in")],
    "POST /sign-in": lambda twin: [Request("POST", "/sign-in", {"name": "Fay", "passphrase": "not this one"})],
    "GET /link/{token}": lambda twin: [Request("GET", "/link/nosuch")],
    "POST /link/{token}": lambda twin: [Request("POST", "/link/nosuch", {"passphrase": "four quiet herons"})],
    "GET /demo/{token}": lambda twin: [Request("GET", "/demo/nosuch")],
    "POST /language": lambda twin: [Request("POST", "/language", {"language": code}) for code in ("es", "en", "tlh")],
    "POST /sign-out": _leaving("/sign-out"),
    "POST /hand-over": _leaving("/hand-over"),
    "GET /phase/{session_id}": _phases,
    "GET /files/{artifact}/{number}": _pictures,
    "GET /print/{session_id}": _prints,
    "GET /print/{session_id}/sheets": _paper("sheets"),
    "GET /print/{session_id}/work": _paper("work"),
    "GET /wall": lambda twin: [Request("GET", "/wall"), Request("GET", "/wall?another")],
    "POST /wall": lambda twin: [Request("POST", "/wall", {"code": typed}) for typed in ("000000", "", "BCDF-GHJK")],
    "GET /wall/now": lambda twin: [Request("GET", "/wall/now", navigates=False)],
    "GET /wall.js": lambda twin: [Request("GET", "/wall.js", navigates=False)],
    "GET /wall.css": lambda twin: [Request("GET", "/wall.css", navigates=False)],
    "GET /shell.js": lambda twin: [Request("GET", "/shell.js", navigates=False)],
    "GET /healthz": lambda twin: [Request("GET", "/healthz", navigates=False)],
    "GET /workbench.css": lambda twin: [Request("GET", "/workbench.css", navigates=False)],
}
STREAMLITS_OWN = (
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/interact",
    "/_stcore/stream",
    "/_stcore/upload_file/a/b",
    "/media/0123456789abcdef.png",
    "/component/x/y.js",
    "/app/static/x",
    "/static/nosuch.js",
    "/manifest.json",
    "/nosuch",
)


def requests(twin: Twin, who: Viewpoint) -> list[Request]:
    """Return what is asked over HTTP; what changes something is asked once, by nobody in particular."""
    ours = [request for ask in ROUTES.values() for request in ask(twin)]
    shells = [Request("GET", f"/{page}?session={twin.session[who.group.title]}") for page in ("", *pages())]
    if who.name or who.wall:
        return [request for request in ours if request.method == "GET"] + shells[:2]
    theirs = [Request("GET", path, navigates=navigates) for path in STREAMLITS_OWN for navigates in (True, False)]
    return ours + shells + theirs
