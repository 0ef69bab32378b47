"""``workbench analyze``: a file of scores from anywhere, every figure of the field, no account and no database.

Standard output, or ``--out``, holds the result and nothing else; progress and sentences go to standard error.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.commands.progress import Progress
from workbench.domain.errors import Invalid
from workbench.services.analyzing.files import Asked, Form, Format, Intervals, Question, analyze_file, drawn

STANDARD_INPUT = "-"
RESAMPLES = 1000
_ENDINGS = {"": "text", "txt": "text", "htm": "html"}
# What a terminal that knows no other characters shows instead.
_PLAIN = str.maketrans({"●": "o", "│": "|", "─": "-", "·": ".", "−": "-", "×": "x", "→": ">"})


def run(asked: argparse.Namespace) -> int:
    """Read, analyse and write; everything that is wrong is said before anything is written."""
    wanted = _format(asked)
    with Progress(sys.stderr) as progress:
        analysis = analyze_file(_bytes(asked.file), _asked(asked), _question(asked), progress.now)
        progress.now("Writing")
        made = drawn(analysis, _title(asked.file), wanted, asked.words or "")
    _write(made, asked.out, wanted)
    for hint in _hints(asked, declared=analysis.data.levels_declared):
        print(hint, file=sys.stderr)
    return 0


def _hints(asked: argparse.Namespace, *, declared: bool) -> Iterator[str]:
    """Yield what could still be said about the scores, and with which option."""
    if not declared:
        yield "Declare the levels with --levels, lowest first, for example --levels 1,2,3,4."
    if not asked.cut:
        yield "Give the lowest proficient level with --cut, for example --cut 3."


def _format(asked: argparse.Namespace) -> Format:
    """Return the format that was asked for, by name or by the ending of ``--out``; else text."""
    ending = Path(asked.out or "").suffix.lower().removeprefix(".")
    name = asked.format or _ENDINGS.get(ending, ending)
    if name not in list(Format):
        raise Invalid("There is no format {format}.", "Choose {formats}.", format=name, formats=", ".join(Format))
    wanted = Format(name)
    if wanted is Format.XLSX and not asked.out and sys.stdout.isatty():
        raise Invalid("A workbook cannot be shown on a terminal.", "Name a file with --out.")
    return wanted


def _bytes(file: str) -> bytes:
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as trouble:
        raise Invalid(
            "{file} cannot be read: {why}.", "Check its name.", file=file, why=trouble.strerror or trouble
        ) from trouble


def _title(file: str) -> str:
    return "Standard input" if file == STANDARD_INPUT else Path(file).name


def _asked(asked: argparse.Namespace) -> Asked:
    """Return what was said about the file."""
    return Asked(
        form=Form(asked.form) if asked.form else None,
        sheet=asked.sheet or "",
        skip_rows=frozenset(asked.skip_row),
        keep_rows=frozenset(asked.keep_row),
        skip_columns=frozenset(asked.skip_column),
        keep_columns=frozenset(asked.keep_column),
        levels=frozenset(label for labels in _levels(asked.levels).values() for label in labels),
    )


def _question(asked: argparse.Namespace) -> Question:
    """Return what was said about the scores."""
    cuts = dict(_by_criterion(said) for said in asked.cut)
    return Question(
        _levels(asked.levels), cuts, _intervals(asked), asked.replicates or RESAMPLES, asked.seed, asked.model
    )


def _intervals(asked: argparse.Namespace) -> Intervals:
    """Return how ranges are made: as named; resamples alone ask for the bootstrap."""
    named = Intervals(asked.intervals) if asked.intervals else None
    if asked.replicates and named not in (None, Intervals.BOOTSTRAP):
        raise Invalid(
            "--replicates is for the bootstrap, and --intervals asks for {name}.", "Leave one of them out.", name=named
        )
    return named or (Intervals.BOOTSTRAP if asked.replicates else Intervals.JACKKNIFE)


def _levels(said: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the labels, lowest first: ``1,2,3`` for every criterion, ``Ideas=1,2,3`` for one."""
    found = dict(_by_criterion(one) for one in said)
    return {name: tuple(label.strip() for label in labels.split(",")) for name, labels in found.items()}


def _by_criterion(said: str) -> tuple[str, str]:
    name, equals, value = said.rpartition("=")
    return (name.strip(), value.strip()) if equals else ("", said.strip())


def _write(made: bytes, out: str | None, wanted: Format) -> None:
    if out:
        try:
            Path(out).write_bytes(made)
        except OSError as trouble:
            why = trouble.strerror or trouble
            raise Invalid("{file} cannot be written: {why}.", "Choose another name.", file=out, why=why) from trouble
    elif wanted is Format.TEXT:
        _print(made.decode())
    else:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()


def _print(page: str) -> None:
    """Print a page on a terminal that may not know every character."""
    encoding = sys.stdout.encoding or "ascii"
    try:
        page.encode(encoding)
    except UnicodeEncodeError:
        page = page.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    sys.stdout.write(page)
    sys.stdout.flush()
