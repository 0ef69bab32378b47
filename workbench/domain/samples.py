"""Student work: samples, the artifacts within them, and who may see them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256


class Audience(StrEnum):
    """Who may ever see this work; each step includes those before it."""

    SESSION = "session"
    SCHOOL = "school"
    DISTRICT = "district"
    PUBLIC = "public"


class ArtifactKind(StrEnum):
    """How an artifact is read."""

    TEXT = "text"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Page:
    """One page picture; ``file`` is its content hash, never shown."""

    number: int
    file: str
    media_type: str
    width: int
    height: int

    @property
    def version(self) -> str:
        """A short word that changes with the picture, so that no browser shows an older one; it is not the hash."""
        return sha256(f"page {self.file}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Artifact:
    """A text or a set of page pictures within a sample; ``label`` is ours, never the file's own name.

    The text of pages is their transcription: typed by a person, shown on request, and never marked.
    """

    id: str
    kind: ArtifactKind
    label: str
    text: str = ""
    pages: tuple[Page, ...] = ()

    @property
    def markable(self) -> str:
        """The text in which passages can be marked; a transcription is none."""
        return self.text if self.kind is ArtifactKind.TEXT else ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A piece of student work under a sayable name that says nothing about it."""

    id: str
    name: str
    task: str
    prompt: str
    artifacts: tuple[Artifact, ...] = ()
    checked: bool = False
    withdrawn: bool = False

    @property
    def version(self) -> str:
        """A short word that changes with any of the page pictures and with their order."""
        pages = (f"{page.number} {page.file}" for artifact in self.artifacts for page in artifact.pages)
        return sha256("\n".join(pages).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Permission:
    """What the owner of a sample has said about its use."""

    held: bool = False
    audience: Audience = Audience.SESSION
    delete_after: date | None = None
