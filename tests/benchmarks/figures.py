"""What a run measured: waiting times, the server's processor and memory, and whether every click is stored."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from workbench.storage import tables as t
from workbench.storage.store import Store

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Click:
    """A level that was chosen; ``confirmed`` when the screen then called it saved."""

    cell: Cell
    level: int
    sent: float
    seconds: float = 0.0
    confirmed: bool = False

    @property
    def answered(self) -> bool:
        """Whether the server's answer came."""
        return self.seconds > 0


@dataclass(frozen=True, slots=True)
class Writes:
    """Clicks beside the rows of the database."""

    confirmed: int
    lost: int
    doubled: int
    unconfirmed: int

    @property
    def is_clean(self) -> bool:
        """Whether every click that a screen called saved is stored, once."""
        return self.lost == 0 and self.doubled == 0


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that this share of all values does not exceed; NaN of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def compare(store: Store, clicks: Iterable[Click]) -> Writes:
    """Compare what the screens called saved with the rows, cell by cell and in order."""
    stored: dict[Cell, list[int]] = defaultdict(list)
    with store.reading() as db:
        for row in db.execute(select(t.score).order_by(t.score.c.sequence)):
            stored[row.assignment_id, row.criterion_id].append(row.level)
    sent: dict[Cell, list[Click]] = defaultdict(list)
    for click in sorted(clicks, key=lambda click: click.sent):
        sent[click.cell].append(click)
    lost = sum(_missing([c.level for c in own if c.confirmed], stored[cell]) for cell, own in sent.items())
    doubled = sum(max(0, len(levels) - len(sent[cell])) for cell, levels in list(stored.items()))
    confirmed = sum(click.confirmed for own in sent.values() for click in own)
    return Writes(confirmed, lost, doubled, sum(map(len, sent.values())) - confirmed)


def _missing(confirmed: list[int], stored: list[int]) -> int:
    """Count confirmed levels that do not stand in the rows in the order in which they were chosen."""
    rows = iter(stored)
    return sum(level not in rows for level in confirmed)  # "in" moves on: each row answers for one click


def processor_seconds(pid: int) -> float:
    """Return the processor time a process has used so far; NaN where there is no /proc."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.is_file():
        return float("nan")
    import os

    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(pid: int) -> float:
    """Return the memory a process holds; NaN where there is no /proc."""
    status = Path(f"/proc/{pid}/status")
    if not status.is_file():
        return float("nan")
    held = [line for line in status.read_text().splitlines() if line.startswith("VmRSS")]
    return int(held[0].split()[1]) / 1024 if held else float("nan")
