"""How somebody likes to read: theirs alone, and each choice leaves the others as they are."""

from dataclasses import replace
from itertools import pairwise

from tests.workbench.world import staff
from workbench.domain.languages import Language
from workbench.domain.reading import LineSpacing, Reading, TextSize
from workbench.services import reading
from workbench.storage import reading as stored
from workbench.storage.store import Store


def test_everybody_begins_with_what_is_usual(either_store: Store):
    assert reading.of(either_store, staff(either_store)) == Reading(TextSize.USUAL, LineSpacing.USUAL, None)


def test_a_choice_is_kept_for_the_person_and_leaves_the_others(either_store: Store):
    fay, ben = staff(either_store), staff(either_store, "Ben")
    with either_store.writing() as db:
        stored.save(db, fay.person.id, Reading(language=Language.SPANISH))
    reading.choose(either_store, fay, TextSize.LARGER)
    reading.choose(either_store, fay, LineSpacing.WIDE)
    assert reading.of(either_store, fay) == Reading(TextSize.LARGER, LineSpacing.WIDE, Language.SPANISH)
    reading.choose(either_store, fay, TextSize.USUAL)
    assert reading.of(either_store, fay) == replace(Reading(language=Language.SPANISH), line_spacing=LineSpacing.WIDE)
    assert reading.of(either_store, ben) == Reading()


def test_each_step_is_larger_than_the_one_before():
    sizes = [Reading(text_size=size).times_as_large for size in TextSize]
    distances = [Reading(line_spacing=spacing).times_as_far for spacing in LineSpacing]
    for steps in (sizes, distances):
        assert steps[0] == 1
        assert all(later > earlier for earlier, later in pairwise(steps))
