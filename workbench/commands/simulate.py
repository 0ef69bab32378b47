"""``workbench simulate``: a moderation day that never happened, with effects planted and known.

Writes three files into a folder that has none of them; nothing is written when anything is wrong.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from workbench.commands.progress import Progress
from workbench.domain.errors import Invalid
from workbench.services.analyzing.simulating import Wish, simulated_files

NUMBERS = ("raters", "samples", "reads", "criteria", "levels", "schools", "validity", "echoes")


def run(asked: argparse.Namespace) -> int:
    """Play the day and write its files."""
    folder = Path(asked.out)
    with Progress(sys.stderr) as progress:
        files = simulated_files(_wish(asked), progress.now)
        _write(folder, files)
    print(*(folder / name for name in files), sep="\n")
    return 0


def _wish(asked: argparse.Namespace) -> Wish:
    """Return what was asked for."""
    said = {name: getattr(asked, name) for name in NUMBERS}
    numbers = {name: number for name, number in said.items() if number is not None}
    plants = {kind: _whole(kind, number) for kind, number in _by_kind(asked.plant, "--plant").items()}
    sizes = {kind: _real(kind, size) for kind, size in _by_kind(asked.size, "--size").items()}
    return Wish(numbers, plants, sizes, asked.seed)


def _by_kind(said: Sequence[str], option: str) -> dict[str, str]:
    """Return what was said of each kind of effect."""
    found: dict[str, str] = {}
    for one in said:
        kind, equals, value = (part.strip() for part in one.partition("="))
        if not equals or not value:
            raise Invalid("{option} {said} names no number.", "Write {option} drift=2.", option=option, said=one)
        if kind in found:
            raise Invalid("{option} names {kind} twice.", "Give each kind once.", option=option, kind=kind)
        found[kind] = value
    return found


def _whole(kind: str, number: str) -> int:
    try:
        return int(number)
    except ValueError:
        raise Invalid(
            "{number} is no number of raters for {kind}.", "Give a whole number.", number=number, kind=kind
        ) from None


def _real(kind: str, size: str) -> float:
    try:
        return float(size)
    except ValueError:
        raise Invalid("{size} is no size of {kind}.", "Give a number.", size=size, kind=kind) from None


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files or none; what is there already stays as it is."""
    if there := [name for name in files if (folder / name).exists()]:
        raise Invalid(
            "{folder} has {files} already.",
            "Choose another folder with --out, or move them away.",
            folder=folder,
            files=", ".join(there),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as trouble:
        why = trouble.strerror or trouble
        raise Invalid(
            "{file} cannot be written: {why}.", "Choose another name.", file=trouble.filename or folder, why=why
        ) from trouble
