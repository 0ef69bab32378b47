"""Names in student work: words that may name somebody are offered, and what a person confirms is masked."""

from dataclasses import dataclass

from workbench.domain.people import Viewer
from workbench.domain.samples import Sample
from workbench.intake import Hint, find_hints
from workbench.intake import mask as masked
from workbench.services import changing
from workbench.storage import audit, sample_changes
from workbench.storage import samples as stored
from workbench.storage.store import Store

WORDS_AROUND = 40


@dataclass(frozen=True, slots=True)
class NameHint:
    """Words in a text that may tell who wrote it, with the words around them."""

    artifact_id: str
    hint: Hint
    before: str
    after: str


def hints(sample: Sample, class_list: str = "") -> tuple[NameHint, ...]:
    """Return words in a sample's texts that may name somebody, for a person to confirm; nothing is changed.

    Parameters
    ----------
    class_list
        Names to look for, one on a line; it is not stored.
    """
    roster = [line.strip() for line in class_list.splitlines() if line.strip()]
    # "My name is Ana Perez" makes Ana a name to look for everywhere else in the piece.
    cued = [hint.text for artifact in sample.artifacts for hint in find_hints(artifact.text) if hint.kind == "name"]
    return tuple(
        NameHint(artifact.id, hint, *_around(artifact.text, hint))
        for artifact in sample.artifacts
        for hint in _found(artifact.text, roster, cued)
    )


def mask(store: Store, viewer: Viewer, sample_id: str, chosen: tuple[NameHint, ...]) -> None:
    """Replace confirmed names by stable tokens such as [Name 1]; what stood there is not kept anywhere.

    Raises
    ------
    Invalid
        When the text has changed since the names were found.
    """
    with changing.piece(store, viewer, sample_id) as (db, sample):
        for artifact in sample.artifacts:
            spans = [found.hint for found in chosen if found.artifact_id == artifact.id]
            if spans:
                stored.replace_text(db, artifact.id, masked(artifact.text, spans).text)
        sample_changes.uncheck(db, sample_id)
        audit.add(db, viewer.person.id, "sample.mask", sample_id, store.now(), places=len(chosen))
    store.let_go()


def _found(text: str, roster: list[str], cued: list[str]) -> list[Hint]:
    found = find_hints(text, roster)
    rest = text
    for hint in found:  # blanked, so that what stands beside it is seen as a name of its own
        rest = f"{rest[: hint.start]}{chr(10) * (hint.end - hint.start)}{rest[hint.end :]}"
    return sorted((*found, *find_hints(rest, cued)), key=lambda hint: hint.start)


def _around(text: str, hint: Hint) -> tuple[str, str]:
    before, after = text[max(0, hint.start - WORDS_AROUND) : hint.start], text[hint.end : hint.end + WORDS_AROUND]
    return " ".join(before.split()), " ".join(after.split())
