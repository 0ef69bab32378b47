"""One-time links for staff."""

import pytest

from tests.workbench.world import Clock, staff
from workbench.domain.errors import Invalid, NotAllowed, NotFound
from workbench.domain.people import Role
from workbench.services import inviting, signing_in
from workbench.services.signing_in import Passphrase
from workbench.storage.store import Store

GOOD = "four quiet blue herons"


def roles(store: Store, token: str) -> frozenset[Role]:
    found = signing_in.sign_in_for_token(store, token)
    viewer = signing_in.viewer_of(store, found.id) if found else None
    return viewer.roles if viewer else frozenset()


def test_a_link_makes_a_new_facilitator(store: Store):
    link = inviting.make_link(store, Role.FACILITATOR, "Fay F.", None)
    asked = inviting.look_at(store, link)
    assert (asked.role, asked.name, asked.is_new) == (Role.FACILITATOR, "Fay F.", True)
    signed = inviting.open_link(store, link, "", GOOD)
    assert signed.person.name == "Fay F."
    assert roles(store, signed.token) == {Role.FACILITATOR}


def test_looking_at_a_link_does_not_use_it_but_opening_does(store: Store):
    link = inviting.make_link(store, Role.COACH, "Cy", None)
    inviting.look_at(store, link)
    inviting.open_link(store, link, "", GOOD)
    for _ in range(2):
        with pytest.raises(NotFound, match="used already"):
            inviting.look_at(store, link)
        with pytest.raises(NotFound, match="used already"):
            inviting.open_link(store, link, "", GOOD)


def test_a_refused_passphrase_does_not_use_the_link(store: Store):
    link = inviting.make_link(store, Role.COACH, "Cy", None)
    for bad in ("", "short", "x" * 300, "aaaaaaaaaaaaaa", "            "):
        with pytest.raises(Invalid):
            inviting.open_link(store, link, "", bad)
    assert inviting.open_link(store, link, "", GOOD)


def test_a_link_ends_after_three_days(store: Store, clock: Clock):
    link = inviting.make_link(store, Role.COACH, "Cy", None)
    clock.forward(hours=72)
    with pytest.raises(NotFound):
        inviting.open_link(store, link, "", GOOD)


def test_the_way_back_in_sets_a_new_passphrase_and_ends_old_sign_ins(store: Store):
    first = inviting.open_link(store, inviting.make_link(store, Role.ADMIN, "Gil", None), "", GOOD)
    link = inviting.make_link(store, Role.FACILITATOR, "gil", None)
    assert not inviting.look_at(store, link).is_new
    again = inviting.open_link(store, link, "", "seven loud red foxes")
    assert again.person == first.person
    assert roles(store, again.token) == {Role.ADMIN, Role.FACILITATOR}
    assert roles(store, first.token) == frozenset()
    with pytest.raises(Invalid):
        signing_in.sign_in(store, Passphrase("Gil", GOOD, "10.0.0.1"))


def test_only_an_admin_makes_links(store: Store, facilitator):
    with pytest.raises(NotAllowed):
        inviting.make_link(store, Role.ADMIN, "Mal", facilitator)
    assert inviting.make_link(store, Role.COACH, "Cy", staff(store, "Gil", Role.ADMIN))


@pytest.mark.parametrize("role", [Role.RATER, Role.OBSERVER])
def test_there_are_links_for_staff_only(store: Store, role):
    with pytest.raises(Invalid, match="no link for the role"):
        inviting.make_link(store, role, "Ana", None)


def test_a_teacher_never_becomes_staff_by_having_the_same_name(store: Store, joined):
    with pytest.raises(Invalid, match=r"called “ana p\.” already"):
        inviting.make_link(store, Role.FACILITATOR, "ana  p.", None)
    first = inviting.first_admin_link(store)
    assert first is not None
    with pytest.raises(Invalid, match=r"called “Ana P\.” already"):
        inviting.open_link(store, first, "Ana P.", GOOD)
    assert inviting.open_link(store, first, "Ana Principal", GOOD)


def test_the_first_link_makes_the_admin_and_then_there_is_none(store: Store):
    first, second = inviting.first_admin_link(store), inviting.first_admin_link(store)
    assert first is not None
    assert second is not None
    with pytest.raises(NotFound):
        inviting.open_link(store, first, "Gil", GOOD)
    signed = inviting.open_link(store, second, "Gil", GOOD)
    assert roles(store, signed.token) == {Role.ADMIN}
    assert inviting.first_admin_link(store) is None


def test_the_first_link_ends_after_a_day(store: Store, clock: Clock):
    link = inviting.first_admin_link(store)
    clock.forward(hours=24)
    with pytest.raises(NotFound):
        inviting.look_at(store, link or "")


def test_demo_links_work_as_often_as_wanted_until_the_next_start(store: Store, facilitator):
    with store.writing() as db:
        link = inviting.demo_link(store, db, facilitator.person.id)
    assert inviting.open_demo_link(store, link).person == facilitator.person
    assert inviting.open_demo_link(store, link).person == facilitator.person
    inviting.end_demo_links(store)
    with pytest.raises(NotFound):
        inviting.open_demo_link(store, link)
