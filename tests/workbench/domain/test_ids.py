"""Random ids stand in addresses, style sheets and widget keys."""

import re

from workbench.domain.ids import random_id


def test_an_id_is_letters_and_digits_only():
    # Streamlit splits the ids of its components at "__": a piece of work with that in its id could not be shown.
    for _ in range(2000):
        assert re.fullmatch(r"[A-Za-z0-9]{16}", random_id())


def test_no_two_are_the_same():
    assert len({random_id() for _ in range(2000)}) == 2000
