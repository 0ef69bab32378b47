"""Turns of phrase that name someone: "My name is", "by", "Dear Mr", a signature, an address, a number, a class.

Every repeat in these patterns is bounded, so that no text, however odd, takes minutes to search.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workbench.intake.folding import folded

__all__ = ["Hint", "HintKind", "from_cues"]

HintKind = Literal["name", "e-mail", "phone", "number", "class", "school"]


@dataclass(frozen=True, slots=True)
class Hint:
    """A stretch of text that may tell who or where: ``text`` stands at ``start`` up to, not including, ``end``."""

    start: int
    end: int
    kind: HintKind
    text: str


_ANY = r"[ \t]{0,20}"
_GAP = r"[ \t]{1,20}"
_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽȘȚΑ-ΫА-Я"
_WORD = rf"(?:[{_UPPER}]\.|[{_UPPER}][^\W\d_]{{0,29}}(?:['’\-][^\W\d_]{{1,30}}){{0,2}})"
_NAME = rf"(?P<name>{_WORD}(?:{_GAP}{_WORD}){{0,3}})"
_LINE_NAME = rf"(?P<name>[^\W\d_][^\n\d,;:!?]{{1,40}}?){_ANY}$"
_CLOSING = (
    r"(?:yours?(?: (?:truly|sincerely|faithfully|friend))?|(?:yours )?sincerely|sincerely yours|(?:best|kind|warm)?[ ]?"
    r"(?:regards|wishes)|respectfully|love|thanks|thank you|from|signed)"
)
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Coach|Principal|Teacher|Sir|Señora?|Sra?|Herr|Frau|Madame|Monsieur)"

_CUES: tuple[tuple[HintKind, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    (
        "phone",
        re.compile(
            r"(?<![\w.])(?!\d{1,4}([./-])\d{1,2}\1\d{2,4}\b)(?:\+|\(?\b)\d{1,4}\)?(?:[ .\-/]\(?\d{2,4}\)?){2,4}(?![\w])"
        ),
    ),
    ("number", re.compile(r"(?<![\w.,])(?:[A-Za-z]{1,3}[ \-#]?)?\d{6,14}(?![\w]|[.,]\d)")),
    ("class", re.compile(r"\b(?!2D\b|3D\b)(?:[1-9]|1[0-3])[ ]?[A-H]\b")),
    (
        "class",
        re.compile(r"\b(?:period|class|room|block|homeroom|section|form|group)[ ]#?(?:\d{1,3}[A-Za-z]?|[A-Z])\b", re.I),
    ),
    ("school", re.compile(rf"\b(?!The\b)(?:{_WORD}[ ]){{1,4}}(?:School|Academy|College|Gymnasium|Lycée|Schule)\b")),
    ("name", re.compile(rf"\b(?i:my name is|my name's|i am called|this is by){_GAP}{_NAME}")),
    ("name", re.compile(rf"\b(?i:my name is|my name's){_GAP}(?P<name>[^\W\d_]{{2,30}})")),
    ("name", re.compile(rf"\b(?i:written|made|drawn|done|created|submitted|prepared){_GAP}by:?{_GAP}{_NAME}")),
    ("name", re.compile(rf"(?:^|[ \t])[Bb]y:?{_GAP}{_NAME}{_ANY}$", re.M)),
    ("name", re.compile(rf"^{_ANY}(?i:name|student|author|teacher|school|by){_ANY}:{_ANY}{_LINE_NAME}", re.M)),
    ("name", re.compile(rf"\b(?i:dear){_GAP}(?:{_TITLE}\.?{_GAP})?{_NAME}")),
    ("name", re.compile(rf"\b{_TITLE}\.?{_GAP}{_NAME}")),
    (
        "name",
        re.compile(rf"^{_ANY}(?i:{_CLOSING}){_ANY}[,.!]?{_ANY}\n(?:{_ANY}\n)?{_ANY}[-–—~]?{_ANY}{_LINE_NAME}", re.M),
    ),
)
_NOT_NAMES = {"sir", "madam", "reader", "diary", "editor", "friend", "the", "this", "that", "it", "i"}


def from_cues(text: str) -> Iterator[Hint]:
    """Hints of every kind, in no particular order, overlaps included."""
    for kind, pattern in _CUES:
        for found in pattern.finditer(text):
            group = "name" if "name" in pattern.groupindex else 0
            start, end = found.span(group)
            end = start + len(found[group].rstrip(" \t."))
            if folded(text[start:end]) not in _NOT_NAMES:
                yield Hint(start, end, kind, text[start:end])
