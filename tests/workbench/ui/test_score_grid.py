"""What the browser sends as a sheet is read as a sheet, or refused in words."""

import pytest

from workbench.domain.errors import Invalid
from workbench.domain.paper import Filled, TypedSheet
from workbench.ui.components.score_grid import typed

SENT = {
    "id": "a1b2",
    "code": "K7QB",
    "name": "Ana P.",
    "sure": True,
    "boxes": [["maple", "claim", "3"]],
    "words": [["maple", "claim", "Two facts."]],
    "known": [["maple", "S"]],
}


def test_a_sheet_is_read_as_it_was_typed():
    filled = Filled({("maple", "claim"): "3"}, {("maple", "claim"): "Two facts."}, {"maple": "S"})
    assert typed(SENT) == TypedSheet("a1b2", "Ana P.", filled, "K7QB", sure=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"boxes": [["maple", "3"]]},
        {"boxes": 7},
        {"known": ["maple"]},
        {"id": ""},
        {"id": "x" * 65},
        {"words": None},
    ],
)
def test_what_is_no_sheet_is_refused_and_nobody_is_sure_by_accident(wrong: dict[str, object]):
    with pytest.raises(Invalid, match="did not arrive whole"):
        typed(SENT | wrong)
    assert not typed(SENT | {"sure": "true"}).sure
