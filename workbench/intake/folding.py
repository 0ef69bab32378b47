"""Words as they are compared when names are looked for: without case, accents and apostrophes."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Token", "folded", "tokens"]

# Marks belong to the letter before them; without these ranges a Hebrew, Arabic or Hindi name would fall to pieces.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0980-\u0dff\u200c\u200d"
_TOKEN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*(?:['’](?:[^\W\d_]|[{_MARKS}])+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.I)
_SPELLINGS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, how it is written, and how it is compared."""

    start: int
    end: int
    text: str
    folded: str


def folded(word: str) -> str:
    """Lower case, no accents, no apostrophes: "O’Brién" becomes "obrien"."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_SPELLINGS))
    return "".join(c for c in apart if not unicodedata.combining(c) and c not in "'’\u200c\u200d")


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, a possessive "'s" left off."""
    for found in _TOKEN.finditer(text):
        word = _POSSESSIVE.sub("", found[0])
        yield Token(found.start(), found.start() + len(word), word, folded(word))
