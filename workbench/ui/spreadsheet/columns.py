"""Which column is which: what the headings say is chosen already, and each answer can be changed."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from workbench.domain.catalogue import _, later
from workbench.services.sheets.confirming import Form, Look, Told, guessed
from workbench.ui.spreadsheet import keeping

_NONE = -1
_SPREAD = {
    Form.WIDE: later("The columns of the raters"),
    Form.TALLY: later("The columns of the levels"),
    Form.CRITERIA: later("The columns of the criteria"),
}


def told(look: Look, key: str) -> Told | None:
    """Ask how the table is laid out and which column is which; None while the layout is not chosen."""
    earlier = keeping.settled()
    before = earlier.told if earlier and earlier.told.row == look.row else None
    form = _form(before.form if before else look.form, f"{key}-form")
    if form is None:
        return None
    start = before if before and before.form is form else guessed(look, form)
    return _long(look, start, f"{key}-long") if form is Form.LONG else _spread(look, start, f"{key}-{form}")


def _form(form: Form | None, key: str) -> Form | None:
    names = {
        Form.LONG: _("a row for each score"),
        Form.WIDE: _("a column for each rater"),
        Form.CRITERIA: _("a row for each rater and piece, a column for each criterion"),
        Form.TALLY: _("a column for each level, with how many gave it"),
    }
    chosen: Form | None = st.radio(
        _("The table has"),
        list(names),
        index=None if form is None else list(names).index(form),
        format_func=lambda one: names[one],
        horizontal=True,
        key=key,
    )
    return chosen


def _long(look: Look, start: Told, key: str) -> Told:
    left, right = st.columns(2)
    with left:
        sample = _column(look, _("The piece of work stands in"), start.sample, f"{key}-sample")
        rater = _column(look, _("The rater stands in"), start.rater, f"{key}-rater")
    with right:
        score = _column(look, _("The score stands in"), start.score, f"{key}-score")
        criterion = _criterion(look, start.criterion, f"{key}-criterion")
    found = replace(start, sample=sample, rater=rater, score=score, criterion=criterion)
    others = [at for at in guessed(look, Form.LONG).others if at not in (sample, rater, score, criterion)]
    if not others:
        return replace(found, others=())
    kept = _several(look, _("Also used, as their headings say"), (others, start.others), f"{key}-others")
    return replace(found, others=kept)


def _spread(look: Look, start: Told, key: str) -> Told:
    left, right = st.columns(2)
    with left:
        sample = _column(look, _("The piece of work stands in"), start.sample, f"{key}-sample")
    rater, criterion = None, None
    with right:
        if start.form is Form.CRITERIA:
            rater = _column(look, _("The rater stands in"), start.rater, f"{key}-rater")
        else:
            criterion = _criterion(look, start.criterion, f"{key}-criterion")
    rest = [column.at for column in look.columns if column.at not in (sample, rater, criterion)]
    beside = criterion if rater is None else rater
    spread = _several(look, _(_SPREAD[start.form]), (rest, start.spread), f"{key}-spread-{sample}-{beside}")
    totals = [at for at in rest if at not in start.spread and look.columns[at].name]
    if totals and not set(totals) & set(spread):
        named = ", ".join(look.columns[at].name for at in totals)
        st.text(_("Not used, for it seems to hold no scores: {columns}").format(columns=named))
    return replace(start, sample=sample, rater=rater, criterion=criterion, spread=spread)


def _column(look: Look, label: str, chosen: int | None, key: str) -> int | None:
    places = [column.at for column in look.columns]
    found: int | None = st.selectbox(
        label,
        places,
        index=chosen,
        format_func=lambda at: _named(look, at),
        placeholder=_("Choose a column"),
        key=key,
    )
    return found


def _criterion(look: Look, chosen: int | None, key: str) -> int | None:
    places = [_NONE, *(column.at for column in look.columns)]
    found = st.selectbox(
        _("The criterion stands in"),
        places,
        index=0 if chosen is None else chosen + 1,
        format_func=lambda at: _("no column: there is one criterion") if at == _NONE else _named(look, at),
        key=key,
    )
    return None if found == _NONE else int(found)


def _several(look: Look, label: str, of: tuple[Sequence[int], Sequence[int]], key: str) -> tuple[int, ...]:
    places, chosen = of
    found = st.multiselect(
        label,
        places,
        default=[at for at in chosen if at in places],
        format_func=lambda at: _named(look, at),
        placeholder=_("Choose columns"),
        key=key,
    )
    return tuple(sorted(found))


def _named(look: Look, at: int) -> str:
    column = look.columns[at]
    return f"{column.letters}: {column.name[:60]}" if column.name else column.letters
