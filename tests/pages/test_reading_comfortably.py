"""Reading comfortably without a browser: what the strip is told, what is folded at first, and what is kept."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.workbench.scored_session import Scored, a_session
from workbench.domain.people import Viewer
from workbench.domain.reading import LineSpacing, Reading, TextSize
from workbench.services import reading, scoring
from workbench.storage.store import Store

Open = Callable[..., AppTest]


@pytest.fixture
def session(store: Store) -> Scored:
    return a_session(store, teachers=1)


@pytest.fixture
def ana(session: Scored) -> Viewer:
    return session.teachers[0]


def strip(page: AppTest) -> dict[str, Any]:
    """Return what the browser is told about the criteria."""
    (found,) = [box for box in page.get("bidi_component") if box.proto.component_name == "workbench_criteria"]
    told: dict[str, Any] = json.loads(found.proto.json)
    return told


def styles(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def test_the_strip_says_of_each_criterion_what_is_stored(open_page: Open, session: Scored, ana: Viewer):
    page = open_page("desk", ana, session=session.id)
    told = strip(page)
    assert [(c["letter"], c["name"], c["says"], c["done"]) for c in told["cells"]] == [
        ("A", "Claim", "to score", False),
        ("B", "Evidence", "to score", False),
    ]
    page.radio[0].set_value(3).run()
    assert [(c["says"], c["level"], c["done"]) for c in strip(page)["cells"]] == [
        ("3 Proficient", True, True),
        ("to score", False, False),
    ]


def test_all_radios_are_there_however_low_the_window_and_the_first_to_score_is_open_at_first(
    open_page: Open, store: Store, session: Scored, ana: Viewer
):
    page = open_page("desk", ana, session=session.id)
    assert [radio.label for radio in page.radio][:2] == ["A · Claim", "B · Evidence"]
    read = scoring.desk(store, ana, session.id).reads[0].assignment.id
    first, second = (f"cell-{read}-{criterion.id}" for criterion in session.rubric.criteria)
    assert f":not(:has(> .st-key-{first})) {{ display: none; }}" in styles(page)
    page.radio[0].set_value(3).run()
    again = open_page("desk", ana, session=session.id)
    assert f":not(:has(> .st-key-{second})) {{ display: none; }}" in styles(again)


def test_one_criterion_alone_is_never_folded(open_page: Open, store: Store):
    session = a_session(store, teachers=1, criteria=("Claim",))
    page = open_page("desk", session.teachers[0], session=session.id)
    assert ":not(:has(> .st-key-cell-" not in styles(page)


def test_text_size_and_line_spacing_are_kept_and_stand_in_the_next_page(
    open_page: Open, store: Store, session: Scored, ana: Viewer
):
    page = open_page("desk", ana, session=session.id)
    assert "--wb-text-size:1.0;--wb-line-spacing:1.0;" in styles(page)
    page.get("button_group")[0].set_value(TextSize.LARGEST).run()
    page.get("button_group")[1].set_value(LineSpacing.WIDE).run()
    assert not page.exception
    assert reading.of(store, ana) == Reading(TextSize.LARGEST, LineSpacing.WIDE)
    assert "--wb-text-size:1.6;--wb-line-spacing:1.2;" in styles(open_page("home", ana))
