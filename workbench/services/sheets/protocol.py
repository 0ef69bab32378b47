"""What the child process of this room is asked and answers: one line of JSON, then the bytes it speaks of.

The answer comes from a process that has just read somebody's file, so it is checked like one.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from workbench.domain.catalogue import spoken
from workbench.domain.errors import Invalid, Several
from workbench.exchange.score_tables import Form, PlainSheet, Told
from workbench.intake.limits import Limits
from workbench.reports.findings.packed import packed, unpacked, unpacked_section
from workbench.reports.findings.parts import Report, Section

__all__ = ["LIMITS", "Confirmed", "Question", "Reported"]

_MB = 1024 * 1024
LIMITS = Limits(memory_bytes=4096 * _MB, cpu_seconds=60, wall_seconds=90.0, answer_bytes=80 * _MB)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A table with everything that a person has settled about it.

    Parameters
    ----------
    title
        What the table is called.
    told
        Which column is which.
    skip_rows, keep_rows
        Rows that look like totals, and are left out or are work.
    levels
        Lowest first: for every criterion under ``""``, or for each under its name.
    cuts
        The lowest level that counts as proficient, likewise; empty where nobody drew the line.
    names
        Whether raters keep their names; else they are numbered in the order in which they come.
    """

    title: str
    told: Told
    skip_rows: frozenset[int] = frozenset()
    keep_rows: frozenset[int] = frozenset()
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cuts: Mapping[str, str] = field(default_factory=dict)
    names: bool = False


@dataclass(frozen=True, slots=True)
class Reported:
    """A report and the contract that belongs to it, as it is written to a file."""

    report: Report
    contract: bytes


@dataclass(frozen=True, slots=True)
class Question:
    """A file and what is known about it.

    Parameters
    ----------
    data
        The file.
    confirmed
        What was settled: with it the report is asked for, without it the sheets.
    language
        Of the answer.
    check
        Whether another program's correlations are asked for instead of the report.
    """

    data: bytes
    confirmed: Confirmed | None = None
    language: str = field(default_factory=spoken)
    check: bool = False

    def pack(self) -> bytes:
        """Return the bytes that the child reads."""
        confirmed = None if self.confirmed is None else asdict(self.confirmed) | _rows_of(self.confirmed)
        return _packed({"confirmed": confirmed, "language": self.language, "check": self.check}, [self.data])

    @classmethod
    def unpack(cls, found: bytes) -> "Question":
        """Return what the child is asked."""
        head, _line, data = found.partition(b"\n")
        fields = json.loads(head)
        said = fields["confirmed"]
        return cls(data, None if said is None else _confirmed(said), fields["language"], fields["check"])


def pack_sheets(sheets: tuple[PlainSheet, ...]) -> bytes:
    """Return sheets as bytes."""
    return _packed({"sheets": [[sheet.name, len(sheet.data)] for sheet in sheets]}, [sheet.data for sheet in sheets])


def pack_report(found: Reported) -> bytes:
    """Return a report as bytes."""
    return _packed({"report": packed(found.report)}, [found.contract])


def pack_checked(found: Section) -> bytes:
    """Return what another program found as bytes."""
    return _packed({"checked": asdict(found)}, [])


def pack_refusal(refusal: Invalid) -> bytes:
    """Return what is wrong as bytes, each thing with its sentences."""
    problems = refusal.problems if isinstance(refusal, Several) else (refusal,)
    return _packed({"refused": [[problem.says, problem.do] for problem in problems]}, [])


def unpack_sheets(answer: bytes) -> tuple[PlainSheet, ...]:
    """Return the sheets in an answer.

    Raises
    ------
    Invalid
        The file was refused: the child's own sentences.
    ValueError
        The answer is none that this program gives.
    """
    fields, body = _opened(answer)
    try:
        sheets, at = [], 0
        for name, length in fields["sheets"]:
            sheets.append(PlainSheet(str(name), body[at : at + int(length)]))
            at += int(length)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("not an answer of the child") from error
    return tuple(sheets)


def unpack_report(answer: bytes) -> Reported:
    """Return the report in an answer; errors as for ``unpack_sheets``."""
    fields, body = _opened(answer)
    try:
        return Reported(unpacked(fields["report"]), body)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("not an answer of the child") from error


def unpack_checked(answer: bytes) -> Section:
    """Return what another program found; errors as for ``unpack_sheets``."""
    fields, _body = _opened(answer)
    try:
        return unpacked_section(fields["checked"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("not an answer of the child") from error


def _opened(answer: bytes) -> tuple[dict[str, Any], bytes]:
    head, _line, body = answer.partition(b"\n")
    try:
        fields = json.loads(head)
        refused = [Invalid(str(says), str(do)) for says, do in fields.get("refused", ())]
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError("not an answer of the child") from error
    if refused:
        raise refused[0] if len(refused) == 1 else Several(refused)
    return fields, body


def _packed(head: dict[str, Any], bodies: Iterable[bytes]) -> bytes:
    return b"".join([json.dumps(head).encode(), b"\n", *bodies])


def _rows_of(confirmed: Confirmed) -> dict[str, list[int]]:
    return {"skip_rows": sorted(confirmed.skip_rows), "keep_rows": sorted(confirmed.keep_rows)}


def _confirmed(found: Mapping[str, Any]) -> Confirmed:
    told = dict(found["told"])
    lists = {name: tuple(told[name]) for name in ("spread", "others")}
    return Confirmed(
        found["title"],
        Told(**told | lists | {"form": Form(told["form"])}),
        frozenset(found["skip_rows"]),
        frozenset(found["keep_rows"]),
        {name: tuple(levels) for name, levels in found["levels"].items()},
        found["cuts"],
        found["names"],
    )
