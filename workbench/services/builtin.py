"""The rubrics and samples that travel with the program."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

import workbench
from workbench.domain.rubrics import Criterion, Level, Rubric, RubricKind
from workbench.storage import rubrics
from workbench.storage.store import Store


def data_dir() -> Path:
    """Return the folder of our data: in an installed wheel ``workbench/_data``, else the checkout's ``data``."""
    package = Path(workbench.__file__).parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent / "data"


@dataclass(frozen=True, slots=True)
class BuiltinSample:
    """A sample that travels with the program."""

    slug: str
    name: str
    rubric_key: str
    task: str
    prompt: str
    artifacts: tuple[tuple[str, Path], ...]
    transcript: str = ""


@cache
def builtin_rubrics() -> tuple[Rubric, ...]:
    """Return the rubrics that travel with the program."""
    files = sorted((data_dir() / "rubrics").glob("*.json"))
    return tuple(_rubric(json.loads(path.read_text(encoding="utf-8"))) for path in files)


def rubric_id(key: str) -> str:
    """Return the id of a built-in rubric's first version."""
    return f"builtin-{key}"


def criterion_id(rubric_key: str, criterion_key: str) -> str:
    """Return the id of a built-in rubric's criterion."""
    return f"builtin-{rubric_key}-{criterion_key}"


def ensure_rubrics(store: Store) -> None:
    """Store the built-in rubrics that are not there yet."""
    with store.writing() as db:
        there = _there(db)
        for rubric in builtin_rubrics():
            if rubric.id not in there:
                rubrics.add(db, rubric, made_by=None, now=store.now())


def _there(db: Connection) -> frozenset[str]:
    return frozenset(rubric.family for rubric in rubrics.newest(db))


def _rubric(found: dict[str, Any]) -> Rubric:
    levels = found["levels"]
    return Rubric(
        id=rubric_id(found["key"]),
        family=rubric_id(found["key"]),
        title=found["title"],
        kind=RubricKind(found["kind"]),
        subject=found["subject"],
        grades=found["grades"],
        summary=found["summary"],
        source=found["source"],
        licence=found["licence"],
        criteria=tuple(
            Criterion(
                id=criterion_id(found["key"], c["key"]),
                name=c["name"],
                levels=tuple(Level(*pair) for pair in zip(levels, c["descriptors"], strict=True)),
                cut=found["cut"],
                competency=c["competency"],
            )
            for c in found["criteria"]
        ),
    )


def builtin_samples() -> tuple[BuiltinSample, ...]:
    """Return the samples that travel with the program, by name."""
    folders = sorted((data_dir() / "samples").iterdir())
    return tuple(_sample(folder) for folder in folders if (folder / "sample.json").is_file())


def _sample(folder: Path) -> BuiltinSample:
    found = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    transcript = folder / "transcript.txt"
    return BuiltinSample(
        slug=folder.name,
        name=found["name"],
        rubric_key=found["rubric"],
        task=found["task"],
        prompt=found["prompt"],
        artifacts=tuple((a["label"], folder / a["file"]) for a in found["artifacts"]),
        transcript=transcript.read_text(encoding="utf-8") if transcript.is_file() else "",
    )
