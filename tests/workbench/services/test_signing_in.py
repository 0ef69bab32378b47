"""Sign-ins end, staff sign in by passphrase, and guessing is slow."""

import pytest

from tests.hashing import RealHashing
from tests.workbench.world import Clock, staff
from workbench.domain.errors import Invalid, TooMany
from workbench.domain.people import Role, Viewer
from workbench.services import hashing, inviting, signing_in
from workbench.services.signing_in import Passphrase
from workbench.storage.store import Store

GOOD = "four quiet blue herons"


@pytest.fixture
def fay(store: Store) -> Viewer:
    token = inviting.make_link(store, Role.FACILITATOR, "Fay F.", None)
    signed = inviting.open_link(store, token, "", GOOD)
    return Viewer(signed.person, frozenset({Role.FACILITATOR}))


def typed(name: str, passphrase: str) -> Passphrase:
    return Passphrase(name, passphrase, "10.0.0.1")


def who(store: Store, token: str) -> Viewer | None:
    found = signing_in.sign_in_for_token(store, token)
    return signing_in.viewer_of(store, found.id) if found else None


def test_staff_sign_in_by_name_and_passphrase(store: Store, fay: Viewer):
    signed = signing_in.sign_in(store, typed("fay  f.", f" {GOOD} "))
    viewer = who(store, signed.token)
    assert viewer is not None
    assert viewer.person == fay.person
    assert viewer.roles == fay.roles


def test_a_sign_in_ends_after_twelve_hours(store: Store, fay: Viewer, clock: Clock):
    signed = signing_in.sign_in(store, typed("Fay F.", GOOD))
    clock.forward(hours=11, minutes=59)
    assert who(store, signed.token) is not None
    clock.forward(minutes=1)
    assert who(store, signed.token) is None


def test_signing_out_ends_this_sign_in_and_no_other(store: Store, fay: Viewer):
    here, there = (signing_in.sign_in(store, typed("Fay F.", GOOD)) for _ in range(2))
    signing_in.sign_out(store, here.token)
    assert who(store, here.token) is None
    assert who(store, there.token) is not None


@pytest.mark.parametrize(("name", "passphrase"), [("Fay F.", "four quiet blue heron"), ("Nobody", GOOD), ("", "")])
def test_a_wrong_name_and_a_wrong_passphrase_get_the_same_answer(store: Store, fay: Viewer, name, passphrase):
    with pytest.raises(Invalid, match="Name and passphrase do not belong together"):
        signing_in.sign_in(store, typed(name, passphrase))


def test_a_name_that_nobody_has_is_checked_as_slowly(real_hashing: RealHashing):
    assert not hashing.is_secret("", "anything")
    assert real_hashing.decoy.split("$")[1:4] == real_hashing.hasher.hash("x").split("$")[1:4]


@pytest.mark.parametrize("name", ["Fay F.", "Nobody"])
def test_guessing_a_passphrase_gets_slower_but_the_right_one_still_works(store, fay, clock, name):
    for _ in range(5):
        with pytest.raises(Invalid):
            signing_in.sign_in(store, typed(name, "wrong wrong wrong"))
    with pytest.raises(TooMany) as stopped:
        signing_in.sign_in(store, typed(name, GOOD))
    assert stopped.value.wait_seconds == 10
    assert "Wait 10 seconds" in stopped.value.do
    clock.forward(seconds=10)
    if name == "Fay F.":
        assert signing_in.sign_in(store, typed(name, GOOD)).person == fay.person


def test_teachers_cannot_use_the_staff_door(store: Store, joined):
    with pytest.raises(Invalid):
        signing_in.sign_in(store, typed("Ana P.", "8264"))


def test_tokens_are_long_and_stored_as_hashes_only(store: Store):
    first, second = hashing.new_token(store), hashing.new_token(store)
    assert first != second
    assert len(first) >= 43
    assert first not in hashing.hash_token(first)


def test_nobody_is_behind_a_made_up_token(store: Store):
    staff(store)
    assert signing_in.sign_in_for_token(store, "made up") is None
    assert signing_in.viewer_of(store, "made up") is None
