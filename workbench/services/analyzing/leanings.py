"""What else raters do besides judging: change over the day, lean towards groups, keep to the middle, and more."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.flag_results import Bias
from analysis.values import Analysis
from workbench.domain.catalogue import _
from workbench.reports.findings.parts import Cell, Column, Depth, Kind, Ranges, Section, Table
from workbench.services.analyzing.seen import Seen, seen

__all__ = ["drifts", "leanings", "others"]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One kind of effect as a table."""

    kinds: tuple[str, ...]
    caption: str
    estimate: Column
    note: str = ""


def drifts(analysis: Analysis) -> Section | None:
    """Whether raters gave lower or higher levels as the day went on."""
    found = [one for one in seen(analysis) if one.kind == "drift"]
    if not found:
        return None
    heading = _("Change over the day")
    says = (
        _("How each rater's levels changed from first to last piece, beside colleagues who read the same work."),
        _("A change that all raters share cannot be seen here."),
    )
    picture = Ranges(
        _("How each rater's levels changed"),
        _("To the right: lower levels at the end than at the beginning. The table below holds the numbers."),
        Kind.LOWER,
        tuple((one.rater, one.found.estimate, one.around) for one in found),
        null=0.0,
    )
    asked = _Asked(("drift",), _("From first to last piece"), Column(_("Levels at the end"), Kind.LOWER))
    return Section(heading, Depth.TABLES, says, (picture,), (_table(found, asked),))


def leanings(analysis: Analysis) -> Section | None:
    """Whether a rater is more severe on one group of pieces than colleagues who read the same ones."""
    found = [one for one in seen(analysis) if one.kind == "bias"]
    if not found:
        return None
    says = (
        _(
            "How much more severe each rater is on one group of pieces or one criterion than on the others, beside "
            "colleagues."
        ),
        _("That a group gets lower levels is no leaning: all raters of its work may see the same."),
        _("A leaning that all raters share cannot be seen here; agreed levels made by others would show it."),
    )
    columns = (
        Column(_("Rater")),
        Column(_("Pieces of")),
        Column(_("Levels there"), Kind.LOWER),
        Column(_("95% range"), Kind.LOWER),
        Column(_("Drawn towards nothing"), Kind.LOWER),
        *_evidence(),
    )
    rows = tuple((one.rater, one.about, one.found.estimate, one.around, _shrunken(one), *_shown(one)) for one in found)
    note = _(
        "Drawn towards nothing: as far as the spread of all raters is chance. With two groups, one stands for both."
    )
    table = Table(_("More severe on one group of pieces, or on one criterion"), columns, rows, (note,))
    return Section(_("Leanings towards groups of pieces and criteria"), Depth.TABLES, says, tables=(table,))


def others(analysis: Analysis) -> Section | None:
    """How raters use the scale, and whether their levels hang on anything but the piece."""
    looked_at = seen(analysis)
    tables = tuple(
        _table(found, asked) for asked in _asked() if (found := [one for one in looked_at if one.kind in asked.kinds])
    )
    if not tables:
        return None
    return Section(_("How raters use the scale"), Depth.METHOD, (_q_says(),), tables=tables)


def _q_says() -> str:
    return _("q is the share of false ones among findings this clear, all that was looked at counted.")


def _asked() -> Iterator[_Asked]:
    yield _Asked(
        ("centrality", "extremism"),
        _("The middle and the ends of the scale"),
        Column(_("Levels apart where colleagues see one"), Kind.COEFFICIENT),
        _("1 is like colleagues. Below, levels are drawn to the middle; above, to the ends."),
    )
    yield _Asked(
        ("halo",),
        _("Criteria going together"),
        Column(_("Correlation beyond that of all raters"), Kind.COEFFICIENT),
        _("0 is like the other raters. Above, one impression may colour all criteria."),
    )
    yield _Asked(
        ("inconsistency",),
        _("Levels scattered around what colleagues see"),
        Column(_("Squared distance, the usual being 1"), Kind.COEFFICIENT),
    )
    yield _Asked(
        ("sequence",),
        _("Levels following the piece before"),
        Column(_("Levels higher for each level of the piece before"), Kind.COEFFICIENT),
        _("Above 0 a piece is drawn towards the one before, below 0 away from it."),
    )


def _table(found: list[Seen], asked: _Asked) -> Table:
    around = Column(_("95% range"), asked.estimate.kind)
    columns = (Column(_("Rater")), asked.estimate, around, *_evidence())
    rows = tuple((one.rater, one.found.estimate, one.around, *_shown(one)) for one in found)
    return Table(asked.caption, columns, rows, (asked.note,) if asked.note else ())


def _evidence() -> tuple[Column, ...]:
    return (Column("q", Kind.P), Column(_("Pieces"), Kind.COUNT), Column(_("Worth a conversation"), Kind.COUNT))


def _shown(one: Seen) -> tuple[Cell, ...]:
    return (one.found.q, one.found.n_samples, _("yes") if one.found.flagged else None)


def _shrunken(one: Seen) -> Cell:
    return one.found.shrunken if isinstance(one.found, Bias) else None
