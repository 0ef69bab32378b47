"""The rubrics and samples that travel with the program."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from workbench.domain.errors import NotFound
from workbench.domain.people import Person, Viewer
from workbench.domain.rubrics import Criterion, Level, Rubric, RubricKind
from workbench.domain.samples import Artifact, ArtifactKind, Audience, Permission, Sample
from workbench.intake import LIMITS, Received, receive
from workbench.intake.text_files import read_text
from workbench.services import artifacts
from workbench.services.installed import data_dir
from workbench.services.naming import free_name
from workbench.storage import rubrics, samples
from workbench.storage.files import Files
from workbench.storage.samples import NewSample
from workbench.storage.store import Store

OURS = Permission(held=True, audience=Audience.PUBLIC)


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


@dataclass(frozen=True, slots=True)
class ReadSample:
    """A sample that travels with the program, with its artifacts as any upload's; not stored yet."""

    sample: BuiltinSample
    artifacts: tuple[Artifact, ...]


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


def import_samples(store: Store, files: Files, owner: Viewer, slugs: Sequence[str]) -> dict[str, str]:
    """Bring samples that travel with the program into the owner's school; return their ids by slug.

    They come in as any upload does. What the school has already is used again.

    Raises
    ------
    NotFound
        When there is no such sample.
    """
    wanted = [_known(slug).slug for slug in slugs]
    with store.reading() as db:
        there = _imported(db, owner.person.school_id, wanted)
    new = read_samples(store, files, [slug for slug in wanted if slug not in there])
    with store.writing() as db:
        return there | add_samples(store, db, owner.person, new)


def read_samples(store: Store, files: Files, slugs: Sequence[str]) -> tuple[ReadSample, ...]:
    """Take the files of samples in as any upload, two at a time; the database is not touched.

    Raises
    ------
    NotFound
        When there is no such sample.
    """
    wanted = [_known(slug) for slug in slugs]
    with ThreadPoolExecutor(2) as pool:
        work = list(pool.map(lambda sample: _artifacts(store, files, sample), wanted))
    return tuple(ReadSample(*pair) for pair in zip(wanted, work, strict=True))


def add_samples(store: Store, db: Connection, owner: Person, new: Sequence[ReadSample]) -> dict[str, str]:
    """Store samples that were read, unless the owner's school has them by now; return their ids by slug."""
    slugs = [read.sample.slug for read in new]
    there = _imported(db, owner.school_id, slugs)
    for read in new:
        if read.sample.slug not in there:
            _add(store, db, owner, read)
    return _imported(db, owner.school_id, slugs)


def imported(db: Connection, school_id: str) -> frozenset[str]:
    """Return the ids of a school's samples that travel with the program."""
    return frozenset(_imported(db, school_id, [sample.slug for sample in builtin_samples()]).values())


def _imported(db: Connection, school_id: str, slugs: Sequence[str]) -> dict[str, str]:
    notes = {_note(slug): slug for slug in slugs}
    return {notes[note]: sample_id for note, sample_id in samples.noted(db, school_id, notes).items()}


def _known(slug: str) -> BuiltinSample:
    folder = data_dir() / "samples" / slug
    if not slug.isalpha() or not (folder / "sample.json").is_file():
        raise NotFound("There is no built-in sample “{name}”.", "Choose one from the list.", name=slug)
    return _sample(folder)


def _note(slug: str) -> str:
    return f"Built-in sample: {slug}"


def _artifacts(store: Store, files: Files, sample: BuiltinSample) -> tuple[Artifact, ...]:
    found = [a for label, path in sample.artifacts for a in artifacts.keep(store, files, _received(path), label)]
    if sample.transcript:
        found.append(Artifact(store.new_id(), ArtifactKind.TEXT, "The same words, typed", sample.transcript.strip()))
    return tuple(found)


@lru_cache(maxsize=32)
def _received(path: Path) -> Received:
    # Our own texts need no process of their own: the first page of the demo comes seconds earlier.
    data = path.read_bytes()
    return read_text(data, LIMITS) if path.suffix == ".txt" else receive(data, claimed_name=path.name)


def _add(store: Store, db: Connection, owner: Person, new: ReadSample) -> None:
    sample = new.sample
    name = free_name(store, db, owner.school_id, wished=sample.name)
    stored = Sample(store.new_id(), name, sample.task, sample.prompt, new.artifacts, checked=True)
    samples.add(db, NewSample(stored, owner.school_id, owner.id, OURS, _note(sample.slug)), store.now())
