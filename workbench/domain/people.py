"""Who somebody is: people, roles, and the scope in which a role holds."""

from dataclasses import dataclass, field
from enum import StrEnum
from unicodedata import normalize

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid
from workbench.domain.languages import Language
from workbench.domain.plain_text import clean_line


class Role(StrEnum):
    """What a membership lets a person do within its scope."""

    ADMIN = later("admin")
    FACILITATOR = later("facilitator")
    COACH = later("coach")
    OBSERVER = later("observer")
    RATER = later("rater")


class Scope(StrEnum):
    """Where a membership holds."""

    INSTALLATION = "installation"
    SCHOOL = "school"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in: a teacher by name and PIN, staff by passphrase."""

    id: str
    name: str
    school_id: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person who asks, with the roles they hold in the whole installation, and the language they chose.

    Another language is no other viewer: what was pressed before it was chosen still counts.
    """

    person: Person
    roles: frozenset[Role]
    sign_in_id: str = ""
    language: Language = field(default=Language.ENGLISH, compare=False)

    @property
    def is_staff(self) -> bool:
        """Whether this person prepares sessions rather than only scoring in them."""
        return bool(self.roles & {Role.ADMIN, Role.FACILITATOR})

    @property
    def is_admin(self) -> bool:
        """Whether this person looks after the installation."""
        return Role.ADMIN in self.roles


@dataclass(frozen=True, slots=True)
class Standing:
    """What one person, or the projector's page, is to one session.

    Parameters
    ----------
    person_id
        Who it is; empty for the projector's page, which is nobody.
    facilitates, rates, admin
        What the person does here.
    wall
        Whether it is the projector's page.
    types
        Whether the lead gave this person the task of typing score sheets in; they do not score here.
    """

    person_id: str
    facilitates: bool
    rates: bool
    admin: bool = False
    wall: bool = False
    types: bool = False

    @property
    def belongs(self) -> bool:
        """Whether the session's existence may be known here."""
        return self.facilitates or self.rates or self.wall

    @property
    def has_a_page(self) -> bool:
        """Whether a page of the session is for this person: they take part in it, or type sheets for it."""
        return self.belongs or self.types

    @property
    def on_the_wall(self) -> bool:
        """Whether everybody in the room may be reading along: a facilitator's screen may be on the projector."""
        return self.facilitates or self.wall


WALL = Standing("", facilitates=False, rates=False, wall=True)


def clean_name(typed: str) -> str:
    """Return a display name as it will be shown: inner spaces single, 1 to 40 characters.

    Raises
    ------
    Invalid
        When nothing is left, when it is too long, or when a character cannot be seen.
    """
    name = " ".join(normalize("NFC", typed).split())
    if not name:
        raise Invalid("Please type your name.", "A first name and an initial is enough.", field="name")
    if len(name) > 40:
        raise Invalid("That name is longer than 40 characters.", "A first name and an initial is enough.", field="name")
    if clean_line(name) != name or not (name.isprintable() and any(map(str.isalnum, name))):
        raise Invalid("That name holds a character that cannot be seen.", "Type it again.", field="name")
    return name


def fold_name(name: str) -> str:
    """Return the form under which two spellings are the same name (case and spaces do not matter)."""
    return normalize("NFC", " ".join(name.split()).casefold())
