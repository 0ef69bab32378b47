"""Groups of three or four: whether their dots may stand on the wall, said by each privately, shown of nobody."""

from collections.abc import Collection
from enum import StrEnum

from workbench.domain.minimums import DEFAULTS, Minimums


class Say(StrEnum):
    """What one member privately said about dots on the wall."""

    FINE = "fine"
    RATHER_NOT = "rather_not"


class Accord(StrEnum):
    """What the members' words come to; all that is ever known of them."""

    ALL = "everybody said that it is fine"
    UNSAID = "nobody would rather not, and not everybody has said"
    NOT_ALL = "somebody would rather not"


def accord(said: Collection[Say], members: int) -> Accord:
    """Return what the words of those who said something come to, in a group of this many."""
    if Say.RATHER_NOT in said:
        return Accord.NOT_ALL
    return Accord.ALL if 0 < members <= len(said) else Accord.UNSAID


def needed_on_the_wall(found: Accord, minimums: Minimums = DEFAULTS) -> int:
    """Return from how many teachers on a cell's dots may stand on the wall."""
    return {
        Accord.ALL: minimums.projector_raters_when_all_agree,
        Accord.UNSAID: minimums.projector_raters,
        Accord.NOT_ALL: minimums.projector_raters_against_a_wish,
    }[found]


def is_asked(members: int, minimums: Minimums = DEFAULTS) -> bool:
    """Return whether a group is so small that its members are asked."""
    return members < minimums.projector_raters_against_a_wish
