"""Makes sure that what somebody pressed is done, whatever else asks for the page in the same moment.

Streamlit drops a run as soon as the next one is asked for: by another press, by the clock, by everybody's screens
moving on. It looks for the next one at every access to session state, also before it has taken in what was pressed
and while a callback is at work; the press is then lost without a word. Here a run first takes in every change and
runs every callback to its end. What a page does must therefore stand in callbacks or in `memory.carry_out`, never
below ``if st.button(...)``.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.safe_session_state import SafeSessionState

_take_in = SafeSessionState.on_script_will_rerun


def never_lose() -> None:
    """Have every run take in what was pressed as a whole; called as often as one likes."""
    SafeSessionState.on_script_will_rerun = _take_in_as_a_whole  # type: ignore[method-assign, assignment]


def _take_in_as_a_whole(state: SafeSessionState, *args: Any, **kwargs: Any) -> None:
    with _looking_later(state):
        _take_in(state, *args, **kwargs)


@contextmanager
def to_the_end() -> Iterator[None]:
    """Do what stands within as a whole, although another run is asked for; nothing may be drawn within."""
    context = get_script_run_ctx()
    with _looking_later(context.session_state) if context else nullcontext():
        yield


@contextmanager
def _looking_later(state: SafeSessionState) -> Iterator[None]:
    looks_for_the_next_run = state._yield_callback
    object.__setattr__(state, "_yield_callback", _look_later)
    try:
        yield
    finally:
        object.__setattr__(state, "_yield_callback", looks_for_the_next_run)


def _look_later() -> None:
    """Do nothing: the runner looks again as soon as the callbacks are through."""
