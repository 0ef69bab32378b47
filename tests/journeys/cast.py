"""Who takes part in a journey, on which devices, and what the consoles of those devices complained about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.devices import NewContext
from tests.journeys.leads import Lead
from tests.journeys.people import Person, Teacher, Wall

LAPTOP = {"viewport": {"width": 1366, "height": 768}}
MOVES = {"reduced_motion": "no-preference"}
WALL = {"viewport": {"width": 1024, "height": 768}, **MOVES}
TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, **MOVES}

P = TypeVar("P", bound=Person)


@dataclass
class Cast:
    """Brings people with their devices into a journey, and knows what their consoles said."""

    new_context: NewContext
    url: str
    everybody: list[Person] = field(default_factory=list)

    def teacher(self, name: str, on: Mapping[str, Any] = LAPTOP) -> Teacher:
        """A teacher with a device of their own."""
        return self._with(Teacher(name, self.new_context(**on), self.url))

    def lead(self, name: str, on: Mapping[str, Any] = LAPTOP) -> Lead:
        """A facilitator with a device of their own."""
        return self._with(Lead(name, self.new_context(**on), self.url))

    def wall(self, on: Mapping[str, Any] = WALL) -> Wall:
        """A projector, where nobody is signed in."""
        return self._with(Wall("the wall", self.new_context(**on), self.url))

    def _with(self, person: P) -> P:
        self.everybody.append(person)
        return person

    def troubles(self) -> list[str]:
        """Return what the consoles of all devices complained about."""
        return [f"{person.name}: {trouble}" for person in self.everybody for trouble in person.troubles]
