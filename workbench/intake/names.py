"""Names in a student's text: hints for a person to confirm, and masks for what was confirmed.

A hint is only a hint: "May" may be a month. Nothing is ever replaced unasked, and a text without hints may still name
someone; a person looks at every page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.domain.errors import Invalid
from workbench.intake.folding import Token, folded, tokens
from workbench.intake.name_cues import Hint, HintKind, from_cues

__all__ = ["Hint", "HintKind", "MaskedText", "Replacement", "find_hints", "mask"]


@dataclass(frozen=True, slots=True)
class Replacement:
    """A token that now stands in the text, and how often. What stood there before is not kept."""

    token: str
    count: int


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A text after masking, and the tokens in order of first appearance."""

    text: str
    replaced: tuple[Replacement, ...]


_PARTICLES = {
    "al",
    "ben",
    "bin",
    "da",
    "de",
    "del",
    "den",
    "der",
    "di",
    "do",
    "dos",
    "du",
    "el",
    "la",
    "le",
    "van",
    "von",
}
_LABELS = {
    "name": "Name",
    "e-mail": "E-mail",
    "phone": "Phone",
    "number": "Number",
    "class": "Class",
    "school": "School",
}


def find_hints(text: str, roster: Sequence[str] = ()) -> tuple[Hint, ...]:
    """Look for what may tell who wrote a text, in which class or school.

    Parameters
    ----------
    text
        A clean text.
    roster
        Names to look for; each part of a name counts by itself, whatever its case and accents.

    Returns
    -------
    tuple of Hint
        In order of appearance, without overlaps.
    """
    return tuple(_apart(sorted([*from_cues(text), *_from_roster(text, roster)], key=lambda h: (h.start, -h.end))))


def mask(text: str, spans: Iterable[Hint]) -> MaskedText:
    """Replace confirmed hints by stable tokens: the same name, or a part of it, becomes the same "[Name 1]".

    Raises
    ------
    Invalid
        A span does not hold the text it names: the text was changed in between.
    """
    pieces: list[str] = []
    tokens_so_far = _Tokens(text)
    done = 0
    for span in _apart(sorted(spans, key=lambda h: (h.start, -h.end))):
        if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
            raise Invalid("The text has changed since the names were found.", "Look for names once more.")
        pieces += [text[done : span.start], tokens_so_far.token(span)]
        done = span.end
    return MaskedText("".join([*pieces, text[done:]]), tokens_so_far.replaced())


class _Tokens:
    """Numbers what is masked; counts from 1 for each kind, past tokens that already stand in the text."""

    def __init__(self, text: str) -> None:
        self._taken = set(re.findall(r"\[[A-Z][a-z-]+ \d+\]", text))
        self._known: list[tuple[HintKind, frozenset[str], str]] = []
        self._counts: dict[str, int] = {}

    def token(self, span: Hint) -> str:
        parts = (
            frozenset(t.folded for t in tokens(span.text)) if span.kind == "name" else frozenset({folded(span.text)})
        )
        token = next(
            (old for kind, known, old in self._known if kind == span.kind and (parts <= known or known <= parts)), ""
        )
        token = token or self._next(span.kind)
        self._known.append((span.kind, parts, token))
        self._counts[token] = self._counts.get(token, 0) + 1
        return token

    def replaced(self) -> tuple[Replacement, ...]:
        return tuple(Replacement(token, count) for token, count in self._counts.items())

    def _next(self, kind: HintKind) -> str:
        number = 1
        while (token := f"[{_LABELS[kind]} {number}]") in self._taken:
            number += 1
        self._taken.add(token)
        return token


def _from_roster(text: str, roster: Sequence[str]) -> Iterator[Hint]:
    wanted = {part.folded for name in roster for part in tokens(name)} - _PARTICLES
    run: list[Token] = []
    for token in tokens(text):
        if token.folded not in wanted or (len(token.folded) < 3 and not token.text[0].isupper()):
            continue
        if run and not re.fullmatch(r"[ \t]{1,3}|-", text[run[-1].end : token.start]):
            yield _as_name(text, run)
            run = []
        run.append(token)
    if run:
        yield _as_name(text, run)
    yield from _without_spaces(text, roster)


def _as_name(text: str, run: list[Token]) -> Hint:
    start, end = run[0].start, run[-1].end
    return Hint(start, end, "name", text[start:end])


def _without_spaces(text: str, roster: Sequence[str]) -> Iterator[Hint]:
    """Names in scripts without spaces between words (Chinese, Japanese, Thai) stand inside longer runs of letters."""
    for part in {part for name in roster for part in name.split() if len(part) > 1 and part.upper() == part.lower()}:
        for found in re.finditer(re.escape(part), text):
            yield Hint(found.start(), found.end(), "name", part)


def _apart(hints: Iterable[Hint]) -> Iterator[Hint]:
    """Of hints that overlap, the first, which at the same start is the longest."""
    end = 0
    for hint in hints:
        if hint.start >= end:
            yield hint
            end = hint.end
