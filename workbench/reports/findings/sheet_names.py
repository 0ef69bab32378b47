"""Names of a workbook's sheets, as spreadsheet programs take them."""

import re
from collections.abc import Iterable

__all__ = ["sheet_names"]

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
# Excel keeps this one for itself.
_RESERVED = "history"


def sheet_names(wanted: Iterable[str], otherwise: str) -> list[str]:
    """Return a name for each wanted one: at most 31 characters, no forbidden ones, all different.

    Parameters
    ----------
    otherwise
        The name of a sheet whose wanted name has no character that is allowed.
    """
    taken: set[str] = {_RESERVED}
    names = []
    for text in wanted:
        clean = " ".join(_FORBIDDEN.sub(" ", text).split()).strip("'") or otherwise
        number, name = 1, _cut(clean, LONGEST)
        while name.casefold() in taken:
            number += 1
            name = f"{_cut(clean, LONGEST - len(f' {number}'))} {number}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, longest: int) -> str:
    """Return the beginning that is not too long as spreadsheets count: an emoji is two."""
    while len(text.encode("utf-16-le")) > 2 * longest:
        text = text[:-1]
    return text.rstrip(" '")
