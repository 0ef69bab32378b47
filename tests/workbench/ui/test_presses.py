"""Nothing that is pressed is lost, whatever asks for the page in the same moment."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1 import AppTest

import workbench
from workbench.ui import presses, room


@pytest.fixture
def as_streamlit_is() -> Iterator[None]:
    """Leave Streamlit as it comes while a test runs, and as the test found it afterwards."""
    found = SafeSessionState.on_script_will_rerun
    SafeSessionState.on_script_will_rerun = presses._take_in
    yield
    SafeSessionState.on_script_will_rerun = found


def page() -> None:
    """A page on which everybody's screens move on while a callback is at work."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

    def act() -> None:
        context = get_script_run_ctx()
        context.script_requests.request_rerun(RerunData(page_script_hash=context.page_script_hash))
        st.session_state["held"] = "for whom the page was drawn"
        done = st.session_state.get("done", 0)
        st.session_state["done"] = done + 1

    st.button("Press", key="press", on_click=act)
    st.text(f"done {st.session_state.get('done', 0)} times")


def pressed() -> str:
    tested = AppTest.from_function(page).run()
    return tested.button("press").click().run().text[0].value


def test_a_press_is_done_once_when_the_next_run_is_asked_for_while_it_is_being_done(as_streamlit_is: None):
    presses.never_lose()
    assert pressed() == "done 1 times"


def test_streamlit_alone_loses_that_press(as_streamlit_is: None):
    assert pressed() == "done 0 times"


class Runner:
    """What stands for a runner that was asked for its next run already."""

    def looks_for_the_next_run(self) -> None:
        raise RerunException(RerunData())


def pressed_before_taken_in() -> SessionState:
    state = SessionState()
    safe = SafeSessionState(state, Runner().looks_for_the_next_run)
    states = WidgetStates()
    states.widgets.add(id="press", trigger_value=True)
    safe.on_script_will_rerun(states)
    with pytest.raises(RerunException):
        safe["anything"] = "the next run is seen as soon as the callbacks are through"
    return state


def test_what_was_pressed_is_taken_in_before_the_next_run_is_looked_for(as_streamlit_is: None):
    presses.never_lose()
    presses.never_lose()  # every run says so again
    assert "press" in pressed_before_taken_in()._new_widget_state.states


def test_streamlit_alone_looks_for_the_next_run_first(as_streamlit_is: None):
    with pytest.raises(RerunException):
        pressed_before_taken_in()


def pages_and_screens() -> list[Path]:
    return [*Path(workbench.__file__).parent.joinpath("ui").rglob("*.py"), *room.pages_dir().glob("*.py")]


def test_there_are_screens_to_look_at():
    assert len(pages_and_screens()) > 50


@pytest.mark.parametrize("path", pages_and_screens(), ids=lambda path: path.stem)
def test_what_a_button_does_stands_in_a_callback(path: Path):
    """What stands below ``if st.button(...)`` is not done when the run is dropped before it gets there."""
    buttons = ("button", "form_submit_button")
    tree = ast.parse(path.read_text("utf-8"))
    asked = {
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in buttons
    }
    said = {node.value.lineno for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    assert asked <= said
