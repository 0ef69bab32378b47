"""What is being written: the table as it was when its fields were last laid out, kept until it is saved.

The fields hold what is typed since; :func:`laid_out` and ``editor.draw`` bring the two together. A change of the
table's shape (one more level) lays the fields out anew, from everything typed so far.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from workbench.domain import rubric_drafts
from workbench.domain.catalogue import _
from workbench.domain.rubric_drafts import Draft, Row, Scale
from workbench.services import rubrics
from workbench.ui import memory
from workbench.ui.viewer import Here

# Beginnings that need a table first.
_STARTS = ("file", "table")


@dataclass(frozen=True, slots=True)
class Writing:
    """A table that is being written.

    Parameters
    ----------
    form
        Which one: new, from a file, a change of or a copy of a rubric.
    draft
        What the fields were filled with when they were laid out.
    layout
        How often they were laid out: part of every field's key.
    notes
        What was changed or left out while a file was read.
    """

    form: str
    draft: Draft
    layout: int = 0
    notes: tuple[str, ...] = ()

    @property
    def began_elsewhere(self) -> bool:
        """Whether it holds more than what is stored before anybody types: brought along, or laid out anew."""
        return self.form in _STARTS or self.layout > 0

    def key(self, field: str) -> str:
        """Return the key of a field."""
        return f"{self.form}-{self.layout}-{field}"


def form_name(address: dict[str, str]) -> str:
    """Return which table the page's address asks for."""
    for how in ("edit", "copy"):
        if address.get(how):
            return f"{how}-{address[how]}"
    start = address.get("start", "")
    return start if start in _STARTS else "new"


def current(here: Here, address: dict[str, str]) -> Writing | None:
    """Return the table that is being written, begun now if need be; None while a file is still to be chosen."""
    form = form_name(address)
    found = memory.chosen(f"writing:{form}")
    if isinstance(found, Writing):
        return _back_again(found)
    if form in _STARTS:
        return None
    begun = Writing(form, _begin(here, address))
    memory.keep(f"writing:{form}", begun)
    return begun


def _begin(here: Here, address: dict[str, str]) -> Draft:
    if address.get("edit"):
        return rubrics.edit(here.store, here.viewer, address["edit"])
    if address.get("copy"):
        return rubrics.copy(here.store, here.viewer, address["copy"])
    return rubric_drafts.blank((_("Beginning"), _("Developing"), _("Proficient"), _("Advanced")))


def _back_again(found: Writing) -> Writing:
    """Lay the fields out anew when the page was left in between: Streamlit forgets fields that are not drawn."""
    typed = memory.chosen(f"typed:{found.form}")
    if typed is None or memory.chosen(found.key("title")) is not None:
        return found
    return lay_out(found, typed)


def lay_out(writing: Writing, draft: Draft) -> Writing:
    """Fill the fields again with all that was typed, in a new shape."""
    anew = replace(writing, draft=draft, layout=writing.layout + 1)
    memory.keep(f"writing:{writing.form}", anew)
    memory.forget(f"typed:{writing.form}")
    return anew


def read_file(here: Here, data: bytes) -> None:
    """Begin with the rubric in a CSV file; nothing is stored."""
    read = rubrics.import_csv(here.viewer, data)
    memory.keep("writing:file", Writing("file", read.draft, notes=read.notes))


def begin_with(read: rubrics.Imported) -> None:
    """Begin with a table that was looked at and confirmed; nothing is stored."""
    forget("table")
    memory.keep("writing:table", Writing("table", read.draft, notes=read.notes))


def remember(writing: Writing, typed: Draft) -> None:
    """Keep what is typed in case the page is left before saving."""
    memory.keep(f"typed:{writing.form}", typed)


def forget(form: str) -> None:
    """Begin afresh the next time."""
    memory.forget(f"writing:{form}")
    memory.forget(f"typed:{form}")


def with_level(draft: Draft, number: int) -> Draft:
    """Return the draft with one more level at the top of a table."""
    return _reshaped(draft, number, lambda texts: (*texts, ""))


def without_level(draft: Draft, number: int) -> Draft:
    """Return the draft without the highest level of a table."""
    return _reshaped(draft, number, lambda texts: texts[:-1])


def with_row(draft: Draft, number: int) -> Draft:
    """Return the draft with one more empty row in a table."""
    scale = draft.scales[number]
    return _with_scale(draft, number, replace(scale, rows=(*scale.rows, Row("", ("",) * len(scale.levels)))))


def _reshaped(draft: Draft, number: int, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Draft:
    scale = draft.scales[number]
    rows = tuple(replace(row, descriptors=change(row.descriptors)) for row in scale.rows)
    levels = change(scale.levels)
    return _with_scale(draft, number, Scale(levels, min(scale.cut, len(levels)), rows))


def _with_scale(draft: Draft, number: int, scale: Scale) -> Draft:
    return replace(draft, scales=(*draft.scales[:number], scale, *draft.scales[number + 1 :]))
