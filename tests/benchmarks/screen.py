"""One browser tab as the server sees it: Streamlit's own protocol over a WebSocket, without drawing anything.

It keeps what a tab keeps (every widget's state is sent along with each click) and reads from the messages which
levels can be chosen and which the screen calls saved.
"""

import asyncio
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120
WHOLE_PAGE = ForwardMsg.FINISHED_SUCCESSFULLY
PART = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY


@dataclass
class Choice:
    """A radio on the screen: what can be chosen, and whether the words under it say that it is saved."""

    id: str
    options: list[str]
    fragment_id: str
    saved: bool = False


@dataclass
class Screen:
    """A tab that shows one page."""

    line: ClientConnection
    query: str
    page: str
    page_hash: str = ""
    choices: dict[str, Choice] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    received: int = 0
    _last_choice: str = ""
    _drawn: set[str] = field(default_factory=set)

    async def show(self) -> float:
        """Ask for the whole page; return the seconds until it was there."""
        return await self._run(WHOLE_PAGE)

    async def choose(self, choice_id: str, option: int) -> float:
        """Choose an option, counted from 1; return the seconds until the screen had the server's answer."""
        choice = self.choices[choice_id]
        self.states[choice_id] = WidgetState(id=choice_id, string_value=choice.options[option - 1])
        return await self._run(PART, choice.fragment_id)

    async def press(self, label: str) -> float:
        """Press a button that leads to another page; return the seconds until that was there."""
        button_id, fragment_id = self.buttons[label]
        return await self._run(WHOLE_PAGE, fragment_id, WidgetState(id=button_id, trigger_value=True))

    async def _run(self, ends_with: int, fragment_id: str = "", trigger: WidgetState | None = None) -> float:
        back = BackMsg()
        ask = back.rerun_script
        ask.query_string, ask.page_name, ask.page_script_hash = self.query, self.page, self.page_hash
        ask.fragment_id = fragment_id
        ask.widget_states.widgets.extend([*self.states.values(), *([trigger] if trigger else [])])
        ask.context_info.timezone, ask.context_info.locale = "America/New_York", "en-US"
        started = time.perf_counter()
        await self.line.send(back.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                message = ForwardMsg.FromString(await self.line.recv(decode=False))
                self.received += message.ByteSize()
                self._read(message)
                if message.WhichOneof("type") == "script_finished" and message.script_finished == ends_with:
                    self._forget_what_is_gone()
                    return time.perf_counter() - started

    def _forget_what_is_gone(self) -> None:
        """Drop the state of widgets that the page no longer shows, as a browser does."""
        self.states = {widget: state for widget, state in self.states.items() if widget in self._drawn}

    def _read(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._begin(message)
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._draw(message.delta.new_element, message.delta.fragment_id)

    def _begin(self, message: ForwardMsg) -> None:
        if not message.metadata.run.fragment_ids:
            self.page_hash = message.new_session.page_script_hash
            self.choices, self.buttons, self._drawn = {}, {}, set()
        for choice in self.choices.values():
            choice.saved = False

    def _draw(self, element: Element, fragment_id: str) -> None:
        kind = element.WhichOneof("type")
        under, self._last_choice = self._last_choice, ""
        if kind == "radio":
            self._draw_radio(element, fragment_id)
        elif kind == "markdown" and under:
            self.choices[under].saved = element.markdown.body.startswith("saved")
        elif kind == "button":
            self.buttons[element.button.label] = (element.button.id, fragment_id)
        elif kind == "text_input":
            value = element.text_input.value if element.text_input.set_value else element.text_input.default
            self._drawn.add(element.text_input.id)
            self.states[element.text_input.id] = WidgetState(id=element.text_input.id, string_value=value)

    def _draw_radio(self, element: Element, fragment_id: str) -> None:
        radio = element.radio
        self.choices[radio.id] = Choice(radio.id, list(radio.options), fragment_id)
        self._last_choice = radio.id
        self._drawn.add(radio.id)
        if radio.set_value:
            chosen = radio.raw_value if radio.HasField("raw_value") else None
            self.states[radio.id] = WidgetState(id=radio.id, string_value=chosen)


async def open_screen(address: str, cookie: str, page: str, query: str) -> Screen:
    """Connect as a browser with this cookie does; nothing is drawn yet."""
    line = await connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        origin=address,  # type: ignore[arg-type]
        additional_headers={"Cookie": cookie},
        max_size=None,
        proxy=None,
    )
    return Screen(line, query, page)
