"""One running school for the journeys that leave it standing, and people who come with devices."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.devices import NewContext
from tests.journeys.cast import Cast
from tests.journeys.school import School, school_at
from tests.ports import free_port


@pytest.fixture(scope="package")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """A workbench that runs for all journeys; each has sessions and people of its own."""
    data: Path = tmp_path_factory.mktemp("school")
    with school_at(data, free_port()) as running:
        yield running


@pytest.fixture
def own_school(tmp_path: Path) -> Iterator[School]:
    """A workbench for one journey that does it harm or that wants it empty."""
    with school_at(tmp_path / "school", free_port()) as running:
        yield running


@pytest.fixture
def cast(school: School, new_context: NewContext) -> Iterator[Cast]:
    """People of the shared school; at the end no console may have complained."""
    yield from _people(new_context, school)


@pytest.fixture
def own_cast(own_school: School, new_context: NewContext) -> Iterator[Cast]:
    """People of the school that only this journey has."""
    yield from _people(new_context, own_school)


def _people(new_context: NewContext, school: School) -> Iterator[Cast]:
    people = Cast(new_context, school.url)
    yield people
    assert people.troubles() == []
