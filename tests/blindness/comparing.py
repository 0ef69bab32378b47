"""Asking both twins the same, and saying where their answers part."""

import asyncio
import difflib
import re
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field

from google.protobuf.message import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.blindness.asked import Request, addresses, requests
from tests.blindness.houses import House, Street
from tests.blindness.knocking import Answer, knocker
from tests.blindness.life import Moment
from tests.blindness.people import TABLE, VIEWPOINTS, Viewpoint
from tests.blindness.wire import Address, elements, masked, tab

# Words of the screens, by which a test sees that they were really drawn.
LANDMARKS = (
    "What waits for you",
    "Blind scoring",
    "Start scoring",
    "Finished",
    "What we gave",
    "What do we agree on?",
    "How well did we agree?",
    "There is nothing here for you",
    "Set up a session",
    "Invite a colleague",
    "and join with this code",
    "are done",
    "Scoring is over: look up",
    "<circle",
    "Whoever leads speaks last",
    "What we vote on again",
    "Agreed level",
    "What we agreed",
    "What you brought",
    "What has come",
    "I am worried about this student",
    "· paused",
    "Somebody wants to add evidence",
    "because the river",
    "Type a sheet in",
    "You see what you type and nothing else",
    "no sheet is typed in any more",
    "Score sheets",
    "The work and the rubric",
)
OUR_FAULT = b"went wrong on our side"
# A log line's own time. Everything else in it is the same.
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# In cookies: what is drawn at random for one browser, and an expiry that goes by the real clock.
_TOKEN = re.compile(rb"workbench=[\w-]+;|_streamlit_xsrf=[\w|]+;|expires=[^;]+;")
LONGEST_SHOWN = 12
MOST_SHOWN = 15
TRIES = 4
LOOKS_AT_A_LOG = 40


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that is not the same from both twins, or that is an error of ours."""

    moment: str
    role: str
    asked: str
    says: str

    def __str__(self) -> str:
        return f"{self.moment} · {self.role} · {self.asked}\n{self.says}"


@dataclass(slots=True)
class Comparison:
    """What was asked so far, how much came back, and where the twins parted."""

    differences: list[Difference] = field(default_factory=list)
    pages: int = 0
    frames: int = 0
    answers: int = 0
    log_lines: int = 0
    bytes: int = 0
    seen: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def look(self, street: Street, moment: Moment, viewpoints: Iterable[Viewpoint] = VIEWPOINTS) -> None:
        """Let everybody look at everything at this moment."""
        asyncio.run(self._look(street, moment, viewpoints))

    def report(self) -> str:
        """Return where the twins parted, for the message of a failing test."""
        shown = "\n\n".join(str(found) for found in self.differences[:MOST_SHOWN])
        return f"{len(self.differences)} answers tell what they may not:\n\n{shown}"

    async def _look(self, street: Street, moment: Moment, viewpoints: Iterable[Viewpoint]) -> None:
        for who in viewpoints:
            logs = [_length(house) for house in street.houses]
            asked: list[tuple[str, Sequence[Part], Sequence[Part]]] = []
            if who.name:
                asked += await self._pages(street, who, within=moment.within)
            asked += self._routes(street, who)
            asked.append(("the server's log", *await self._logs(street, logs)))
            shown = b"".join(part.raw for _what, one, _other in asked for part in one)
            self.seen[moment.name, who.role] = {word for word in LANDMARKS if word.encode() in shown}
            self.differences += [
                Difference(moment.name, who.role, what, says)
                for what, one, other in asked
                if (says := difference(one, other))
            ]

    async def _pages(self, street: Street, who: Viewpoint, *, within: bool):
        found = []
        wanted = (addresses(house.twin, who, within=within) for house in street.houses)
        async with AsyncExitStack() as stack:
            for house in street.houses:  # when its last tab is closed Streamlit forgets the pages that it has compiled
                await stack.enter_async_context(tab(house.server.port, house.twin.token[who.name]))
            for address, same in zip(*wanted, strict=True):
                assert address == same, f"the twins have other ids: {address} {same}"
                one, other = await _the_same_page(street, who, address)
                self.pages += 1
                self.frames += len(one)
                self.bytes += sum(len(part.raw) for part in one)
                found.append((f"page {address.page or 'home'} ?{address.query}", one, other))
        return found

    def _routes(self, street: Street, who: Viewpoint):
        found = []
        with ExitStack() as stack:
            doors = [(house, stack.enter_context(knocker(house.server.port))) for house in street.houses]
            for request, same in zip(*(requests(house.twin, who) for house in street.houses), strict=True):
                assert request == same, "the twins have other ids"
                for house, door in doors:
                    door.ask(request.method, request.path, _headers(house, who, request), request.form)
                one, other = (_parts(door.hear()) for _house, door in doors)
                self.answers += 1
                self.bytes += sum(len(part.raw) for part in one)
                found.append((str(request), one, other))
        return found

    async def _logs(self, street: Street, since: Sequence[int]):
        for _look in range(LOOKS_AT_A_LOG):  # a line is written behind its answer, on a busy machine far behind
            await asyncio.sleep(0.05)
            one, other = (_log(house, start) for house, start in zip(street.houses, since, strict=True))
            if len(one) == len(other):
                break
        self.log_lines += len(one)
        return one, other


@dataclass(frozen=True, slots=True)
class Part:
    """A frame, a header, a body or a line: what is compared, and as what it is read when it differs."""

    raw: bytes
    message: Message | None = None

    @property
    def lines(self) -> list[str]:
        """What a person reads."""
        text = str(self.message) if self.message is not None else self.raw.decode("utf-8", "replace")
        return text.splitlines()


async def _the_same_page(street: Street, who: Viewpoint, address: Address) -> list[list[Part]]:
    """Ask both for a page; where they part, once more: a secret makes its difference every time.

    Of a run that is broken off, because it leads to another page, Streamlit drops the frames that are not sent yet;
    how many those are is a matter of time.
    """
    for _attempt in range(TRIES):
        found = await asyncio.gather(*(_page(house, who, address) for house in street.houses))
        if not difference(*found):
            break
    return found


async def _page(house: House, who: Viewpoint, address: Address) -> list[Part]:
    """Open a page, and where it has switches, open it once more with all of them on."""
    async with tab(house.server.port, house.twin.token[who.name]) as opened:
        frames = await opened.open(address)
        switches = [WidgetState(id=box.id, bool_value=True) for box in elements(frames, "checkbox")]
        if switches:
            frames += await opened.open(address, switches)
    return [Part(masked(frame), frame) for frame in frames]


def _headers(house: House, who: Viewpoint, request: Request) -> dict[str, str]:
    token = house.twin.token.get(who.name, "")
    if request.signs_in:
        token = house.twin.sign_in(request.signs_in, TABLE)
    screen = house.twin.screen.get(who.group.title, "")
    cookie = f"workbench_wall={screen}" if who.wall else f"workbench={token}"
    return request.headers | {"host": "workbench.test"} | ({"cookie": cookie} if token or who.wall else {})


def _parts(answer: Answer) -> list[Part]:
    sent = [f"{name}: {value}".encode() for name, value in answer.headers if name != "date"]
    return [
        Part(str(answer.status).encode()),
        *(Part(_TOKEN.sub(b"", line)) for line in sent),
        Part(answer.body),
    ]


def _length(house: House) -> int:
    return house.server.log.stat().st_size


def _log(house: House, start: int) -> list[Part]:
    """Return what the server wrote since; in no order, because a line may be written after the next request began."""
    with house.server.log.open("rb") as log:
        log.seek(start)
        return [Part(line) for line in sorted(_TIME.sub(b"", log.read()).splitlines())]


def difference(one: Sequence[Part], other: Sequence[Part]) -> str:
    """Say where two answers part, or that one is an error of ours; empty when they are the same."""
    if any(OUR_FAULT in part.raw for part in (*one, *other)):
        return "an error of ours: " + "\n".join(line for part in one for line in part.lines if "our side" in line)
    if [part.raw for part in one] == [part.raw for part in other]:
        return ""
    first, second = ([line for part in parts for line in _readable(part)] for parts in (one, other))
    parting = [
        line for line in difflib.unified_diff(first, second, n=1, lineterm="") if not line.startswith(("---", "+++"))
    ]
    return "\n".join(line[:300] for line in parting[:LONGEST_SHOWN]) or "the same words in other bytes"


def _readable(part: Part) -> list[str]:
    if part.message is None:
        return part.lines
    shown = ForwardMsg.FromString(part.raw)
    return str(shown).splitlines()
