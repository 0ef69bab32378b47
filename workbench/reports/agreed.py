"""What we agreed, as one printable page without names: plain values in, a whole HTML document out."""

from dataclasses import dataclass

from workbench.domain.catalogue import _, count
from workbench.reports.printed import page


@dataclass(frozen=True, slots=True)
class AgreedCell:
    """A level the group agreed on, and why; ``why`` is empty until somebody has written it down."""

    sample: str
    criterion: str
    level: str
    why: str = ""
    why_not_next: str = ""


@dataclass(frozen=True, slots=True)
class SplitCell:
    """Where the group stayed split, and why; ``levels`` are the lowest and highest given, where that may be said."""

    sample: str
    criterion: str
    reason: str = ""
    levels: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class TalkedCell:
    """What the talk changed on one cell, counting only people who voted twice."""

    sample: str
    criterion: str
    voted_twice: int
    moved: int
    together: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the page.

    Parameters
    ----------
    title, date
        The session, and the day it ended, as ISO 8601.
    rubric, line, criteria, samples
        The rubric with its version, its Proficient line, and what was read, by name.
    agreed, split, not_reached
        How the cells ended; ``not_reached`` as (sample, criterion).
    talked
        What the talk changed, where enough people voted twice.
    wording, monday, next_date
        What the group takes along.
    rule
        The rule under which a level counts as agreed.
    """

    title: str
    date: str
    rubric: str
    line: str
    criteria: tuple[str, ...]
    samples: tuple[str, ...]
    agreed: tuple[AgreedCell, ...] = ()
    split: tuple[SplitCell, ...] = ()
    not_reached: tuple[tuple[str, str], ...] = ()
    talked: tuple[TalkedCell, ...] = ()
    wording: str = ""
    monday: str = ""
    next_date: str = ""
    rule: str = ""

    def ending(self, sample: str, criterion: str) -> str:
        """Return how a cell ended, in a word or two; empty where nobody talked about it."""
        for agreed in self.agreed:
            if (agreed.sample, agreed.criterion) == (sample, criterion):
                return agreed.level
        if any((split.sample, split.criterion) == (sample, criterion) for split in self.split):
            return _("we stay split")
        return _("not reached") if (sample, criterion) in self.not_reached else ""

    def changed(self, talked: TalkedCell) -> str:
        """Return what the talk changed on one cell, as a sentence."""
        together = {
            1: _("They stand closer together than before."),
            -1: _("They stand farther apart than before."),
            0: _("They stand as far apart as before."),
        }[talked.together]
        who = count("{n} teacher voted twice", "{n} teachers voted twice", talked.voted_twice)
        moved = count("{n} changed their level.", "{n} changed their levels.", talked.moved)
        moved = moved if talked.moved else _("nobody changed their level.")
        return f"{who}; {moved} {together}"


def agreed_page(sheet: Sheet) -> str:
    """Return the page; everything people typed is escaped."""
    return page("agreed", sheet=sheet)
