"""Text from people, made harmless: what cannot be seen is removed, what can be seen stays as it was written.

Nothing here knows Markdown or HTML: those are ordinary characters, and every screen shows them as such.
"""

import re
import unicodedata

__all__ = ["clean", "clean_line"]

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

# Direction overrides can turn a sentence round, zero-width characters can hide a name from the search for names,
# and tag characters can carry a whole hidden message. The Arabic number signs (U+0600 and on) are visible and stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

# Joiners spell words in Arabic and Indic scripts and build emoji; after a Latin or Cyrillic letter they only hide.
_STRAY_JOINERS = re.compile("(?<![\u0600-\u1fff\u2600-\U0010ffff])[\u200c\u200d]+")

_JOINERS = "\u200c\u200d"
_MOST_MARKS = 8
_WORD_BULLET = "\uf0b7"


def clean(text: str) -> str:
    """The same text, composed (NFC), with ``\\n`` line ends and without invisible characters.

    Parameters
    ----------
    text
        Anything a person typed or a file held.

    Returns
    -------
    str
        Tabs, blank lines and spaces inside stay; blank lines at either end go. Cleaning twice changes nothing.
    """
    text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))
    return _without_blank_ends(text if text.isascii() else _composed(text.replace(_WORD_BULLET, "•")))


def clean_line(text: str) -> str:
    """One line: cleaned, every run of white space one space, nothing at either end."""
    return " ".join(clean(text).split())


def _composed(text: str) -> str:
    """The text in NFC without stray joiners; one that goes may leave two characters that belong together."""
    before = ""
    while before != text:
        before, text = text, unicodedata.normalize("NFC", _thinned(_STRAY_JOINERS.sub("", text)))
    return text


def _thinned(text: str) -> str:
    """No more than eight marks on one letter: more smear over the lines around and take minutes to put in order."""
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) or character in _JOINERS else 0
        if run <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _without_blank_ends(text: str) -> str:
    return re.sub(r"\A(?:[^\S\n]*\n)+", "", text).rstrip()
