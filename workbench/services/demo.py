"""The example district: people to look around as, and a link for each."""

from dataclasses import dataclass

from sqlalchemy import Connection

from workbench.domain.errors import Invalid
from workbench.domain.people import Person, Role
from workbench.services import inviting
from workbench.storage import people
from workbench.storage.files import Files
from workbench.storage.people import Grant
from workbench.storage.store import Store

CAST = ((Role.FACILITATOR, "Robin Facilitator"), (Role.ADMIN, "Alex Admin"))


@dataclass(frozen=True, slots=True)
class DemoLink:
    """A link that signs somebody of the example in."""

    role: Role
    name: str
    path: str


def links(store: Store, files: Files) -> tuple[DemoLink, ...]:
    """Fill an empty database with the example, and return fresh links for it; older ones stop working.

    Raises
    ------
    Invalid
        When the database holds a school's own work.
    """
    with store.writing() as db:
        if not people.is_demo(db):
            if people.has_anybody(db):
                raise Invalid("This folder holds a workbench that is no example.", "Give another --data.")
            people.mark_demo(db)
            fill(store, db, files)
    inviting.end_demo_links(store)
    with store.writing() as db:
        return tuple(_link(store, db, role, name) for role, name in CAST)


def fill(store: Store, db: Connection, files: Files) -> None:
    """Store the example's people."""
    school_id = people.default_school(db, store.new_id())
    for role, name in CAST:
        person = Person(store.new_id(), name, school_id)
        people.add(db, person, "", store.now())
        people.grant(db, Grant(person.id, role), store.new_id(), store.now())


def _link(store: Store, db: Connection, role: Role, name: str) -> DemoLink:
    account = people.staff_named(db, name)
    if account is None:
        raise Invalid(f"The example has no {name} any more.", "Start it with --fresh.")
    return DemoLink(role, name, f"/demo/{inviting.demo_link(store, db, account.person.id)}")
