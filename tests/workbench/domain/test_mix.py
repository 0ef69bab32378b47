"""A mix: one piece that is clear, two near the line, one that surprises."""

import pytest

from workbench.domain.dots import Dots
from workbench.domain.mix import Because, Known, Part, part_played, to_add


def pieces(**parts: Part) -> dict[str, Known]:
    return {name: Known(part, Because.NOTED) for name, part in parts.items()}


KNOWN = pieces(a=Part.CLEAR, b=Part.CLEAR, c=Part.NEAR, d=Part.NEAR, e=Part.NEAR, f=Part.SURPRISES)


def test_a_mix_takes_the_first_of_each_kind():
    assert list(to_add(KNOWN, ())) == ["a", "c", "d", "f"]


def test_what_is_chosen_already_is_not_suggested_twice():
    assert list(to_add(KNOWN, (Part.CLEAR, Part.NEAR))) == ["c", "f"]
    assert to_add(KNOWN, (Part.CLEAR, Part.NEAR, Part.NEAR, Part.SURPRISES, Part.CLEAR)) == {}


def test_a_mix_is_not_filled_up_with_what_it_has_enough_of():
    assert list(to_add(pieces(a=Part.CLEAR, b=Part.CLEAR), ())) == ["a"]


@pytest.mark.parametrize(
    ("counts", "part"),
    [
        ([(0, 0, 4, 0), (4, 0, 0, 0)], Part.CLEAR),
        ([(0, 0, 3, 1), (0, 4, 0, 0)], Part.CLEAR),
        ([(0, 2, 2, 0), (0, 0, 4, 0)], Part.NEAR),
        ([(0, 2, 2, 0), (1, 0, 3, 0)], Part.SURPRISES),
        ([], None),
    ],
)
def test_what_a_piece_was_in_a_session_is_read_from_its_dots(counts: list[tuple[int, ...]], part: Part | None):
    assert part_played([(Dots(levels), 3) for levels in counts]) is part
