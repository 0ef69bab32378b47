"""What was brought, until it is thrown away: in the memory of this screen alone, and nowhere else.

There is no button that stores it: whoever wants to keep the report takes its files along. Taking imported scores in as
a session of their own would need what this page does without: pieces, seats, and what was promised to whom.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from workbench.services.sheets.bringing import Page, PlainSheet, Typed
from workbench.services.sheets.reporting import Confirmed, Reported
from workbench.ui import memory

__all__ = [
    "WAY",
    "Brought",
    "Seen",
    "again",
    "begin",
    "begun",
    "brought",
    "checked",
    "form",
    "keep_photo",
    "keep_typed",
    "let_go",
    "once",
    "photo",
    "see",
    "seen",
    "settled",
    "start_with",
    "throw_away",
    "type_on",
    "typed",
]

T = TypeVar("T")
_BROUGHT, _SEEN, _SETTLED, _ONCE = "sheet-brought", "sheet-seen", "sheet-settled", "sheet-once"
_TYPED, _PHOTO, _BEGUN, _CHECKED = "sheet-typed", "sheet-photo", "sheet-begun", "sheet-checked"
# Which way of bringing a table is open: the field's own key.
WAY = "sheet-way"


@dataclass(frozen=True, slots=True)
class Brought:
    """The sheets of a file, what it is called, and whether it was typed here."""

    title: str
    sheets: tuple[PlainSheet, ...]
    was_typed: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A report as it can be taken along, and what it was made from."""

    sheet: PlainSheet
    confirmed: Confirmed
    reported: Reported


def brought() -> Brought | None:
    """Return what was brought and not thrown away."""
    found = memory.chosen(_BROUGHT)
    return found if isinstance(found, Brought) else None


def begin(title: str, sheets: tuple[PlainSheet, ...], *, was_typed: bool = False) -> None:
    """Keep what was brought, to be confirmed."""
    for key in (_SEEN, _SETTLED, _ONCE, _CHECKED):
        memory.forget(key)
    memory.sent(_BROUGHT)
    memory.keep(_BROUGHT, Brought(title, sheets, was_typed))


def form() -> str:
    """Return what begins the keys of all fields that are about this table."""
    return f"sheet-{memory.submission(_BROUGHT)}"


def seen() -> Seen | None:
    """Return the report that is being looked at."""
    found = memory.chosen(_SEEN)
    return found if isinstance(found, Seen) else None


def see(found: Seen) -> None:
    """Keep a report, to be looked at."""
    memory.keep(_SETTLED, found.confirmed)
    memory.keep(_SEEN, found)


def again() -> None:
    """Go back to how the table was read; what was settled is chosen there already."""
    memory.forget(_SEEN)
    memory.sent(_BROUGHT)


def settled() -> Confirmed | None:
    """Return what was settled about this table when its report was last asked for."""
    found = memory.chosen(_SETTLED)
    return found if isinstance(found, Confirmed) else None


def type_on() -> None:
    """Go back to what was typed, to go on with it; its photo is still there."""
    for key in (_BROUGHT, _SETTLED, _ONCE):
        memory.forget(key)
    memory.keep(WAY, value=True)


def throw_away() -> None:
    """Let go of everything that was brought, typed and found."""
    for key in (_BROUGHT, _SEEN, _SETTLED, _ONCE, _TYPED, _PHOTO, _BEGUN, _CHECKED):
        memory.forget(key)
    memory.sent(_BROUGHT)


def typed() -> Typed | None:
    """Return what was typed from paper so far."""
    found = memory.chosen(_TYPED)
    return found if isinstance(found, Typed) else None


def keep_typed(found: Typed) -> None:
    """Keep what is typed from paper, in case its fields are laid out anew."""
    memory.keep(_TYPED, found)


def photo() -> tuple[Page, ...]:
    """Return the pictures of the paper that is typed in."""
    found = memory.chosen(_PHOTO)
    return found if isinstance(found, tuple) else ()


def keep_photo(pages: tuple[Page, ...]) -> None:
    """Show these pictures beside the grid from now on; none takes them away."""
    memory.keep(_PHOTO, pages)


def start_with(field: str, value: object) -> None:
    """Have a field hold this when it is drawn for the first time, or for the first time again."""
    if memory.chosen(field) is None:
        memory.keep(field, value)


def begun(layout: str, lay_out: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """Return what a grid was laid out with: the same until its layout changes or its field has been away."""
    kept = memory.chosen(_BEGUN)
    if isinstance(kept, tuple) and kept[0] == layout and memory.chosen(layout) is not None:
        found: pd.DataFrame = kept[1]
        return found
    laid_out = lay_out()
    memory.keep(_BEGUN, (layout, laid_out))
    return laid_out


def let_go(file: UploadedFile) -> None:
    """Have Streamlit forget an upload now, and not only when the page is closed."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def once(question: object, answer: Callable[[], T]) -> T:
    """Return an answer that takes a moment, made anew only when the question is another one."""
    return _kept(_ONCE, question, answer)


def checked(about: Seen, answer: Callable[[], T]) -> T:
    """Return what another program found about a report, asked for once."""
    return _kept(_CHECKED, (about.sheet, about.confirmed), answer)


def _kept(place: str, question: object, answer: Callable[[], T]) -> T:
    kept = memory.chosen(place)
    if isinstance(kept, tuple) and kept[0] == question:
        found: T = kept[1]
        return found
    made = answer()
    memory.keep(place, (question, made))
    return made
