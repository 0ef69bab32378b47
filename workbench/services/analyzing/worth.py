"""What the scores are worth: would others decide the same, where does the variance sit, what would settle it."""

from collections.abc import Iterable, Iterator

from analysis.values import Decision, Icc, Needed, Reliability
from workbench.domain.catalogue import _, later
from workbench.domain.minimums import Evidence, Shown, still_needed
from workbench.domain.verbal_labels import label
from workbench.reports.findings.parts import Cell, Column, Depth, Kind, Section, Table
from workbench.services.analyzing.found import ALL, Found, between
from workbench.services.figures import reason

__all__ = ["deciding", "more_of_what", "other_numbers", "other_raters"]

_SOURCES = {
    "sample": later("The work itself"),
    "rater": later("Raters: some score lower on everything"),
    "criterion": later("Criteria: some are harder"),
    "sample:rater": later("Raters differ from piece to piece"),
    "sample:criterion": later("Pieces are strong on some criteria"),
    "rater:criterion": later("Raters differ from criterion to criterion"),
    "residual": later("Everything else"),
}
_FORMS = {
    "1,1": later("one rater, other raters for each piece"),
    "A,1": later("one rater, same levels"),
    "C,1": later("one rater, same order"),
    "1,k": later("mean of the raters, other raters for each piece"),
    "A,k": later("mean of the raters, same levels"),
    "C,k": later("mean of the raters, same order"),
}


def deciding(found: Found) -> Section | None:
    """Would another random rater, or a panel, decide the same about who is proficient?"""
    rows = list(found.here(found.analysis.decision))
    if not rows:
        return None
    columns = (
        Column(_("Criterion")),
        Column(_("Who decides")),
        Column(_("Decide the same"), Kind.SHARE),
        Column(_("95% range"), Kind.SHARE),
        Column(_("Near the line, decide the same"), Kind.SHARE),
        Column(_("Pieces near the line"), Kind.COUNT),
        Column(_("Kappa"), Kind.COEFFICIENT),
        Column(_("Pieces"), Kind.COUNT),
    )
    says = (
        _("If the same work went to other raters like these, how often would it fall on the same side of the line?"),
        _("Near the line: pieces whose mean is within half a level of it."),
    )
    enough = [row for row in rows if _enough(found, row.criterion)]
    if not enough:
        return Section(_("Deciding who is proficient"), Depth.TABLES, _lacking(found, rows[0].criterion))
    table = Table(_("Deciding who is proficient"), columns, tuple(_decided(found, row) for row in enough), ())
    return Section(_("Deciding who is proficient"), Depth.TABLES, says, tables=(table,))


def _decided(found: Found, row: Decision) -> tuple[Cell, ...]:
    who = _("one rater") if row.raters == 1 else _("the majority of {n} raters").format(n=row.raters)
    value: Cell = row.consistency if row.consistency is not None else reason(row.undefined_because)
    around = between(row.low, row.high)
    return (found.labels[row.criterion], who, value, around, row.near_consistency, row.n_near, row.kappa, row.n_samples)


def other_raters(found: Found) -> Section | None:
    """Can other raters be expected to say the same, and where does the variance of the scores sit?"""
    rows = list(found.here(found.analysis.reliability))
    if not rows:
        return None
    shown = [row for row in rows if _shown(found, row)]
    heading = _("Would other raters say the same?")
    if not shown:
        whys = dict.fromkeys(reason(row.undefined_because) for row in rows if row.undefined_because)
        return Section(heading, Depth.TABLES, tuple(whys) or _lacking(found, rows[0].criterion))
    says = (
        _("Generalizability: would the mean of such raters put the work in the same order? 1 is surely, 0 not at all."),
        _("Dependability: would it give the same levels? Severity counts as error here."),
    )
    return Section(heading, Depth.TABLES, says, tables=(_means(found, shown), _shares(found, shown)))


def other_numbers(found: Found) -> Section | None:
    """What the mean of other numbers of raters would be worth, and the six correlations that papers quote."""
    shown = [row for row in found.here(found.analysis.reliability) if _shown(found, row)]
    if not shown:
        return None
    tables = (_study(found, shown), *_correlations(found, shown))
    return Section(_("Reliability with other numbers of raters"), Depth.METHOD, tables=tables)


def _means(found: Found, rows: Iterable[Reliability]) -> Table:
    columns = (
        Column(_("Criterion")),
        Column(_("Raters a piece"), Kind.NUMBER),
        Column(_("Generalizability"), Kind.COEFFICIENT),
        Column(_("95% range"), Kind.COEFFICIENT),
        Column(_("Dependability"), Kind.COEFFICIENT),
        Column(_("95% range"), Kind.COEFFICIENT),
        Column(_("Standard error, levels"), Kind.SIZE),
        Column(_("95% range"), Kind.SIZE),
    )
    body = tuple(
        (
            found.labels[row.criterion],
            row.raters_per_sample,
            row.generalizability,
            between(row.generalizability_low, row.generalizability_high),
            row.dependability,
            between(row.dependability_low, row.dependability_high),
            row.sem_absolute,
            between(row.sem_absolute_low, row.sem_absolute_high),
        )
        for row in rows
    )
    return Table(_("What the mean of the raters is worth"), columns, body)


def _shares(found: Found, rows: Iterable[Reliability]) -> Table:
    columns = (Column(_("Criterion")), Column(_("Where the variance sits")), Column(_("Share"), Kind.SHARE))
    body = tuple(
        (found.labels[row.criterion], _(_SOURCES[part.source]), part.percent / 100)
        for row in rows
        for part in row.components
    )
    methods = tuple(dict.fromkeys(_("Estimated by {method}.").format(method=row.method) for row in rows))
    return Table(_("Where the variance of the scores sits"), columns, body, methods)


def _study(found: Found, rows: Iterable[Reliability]) -> Table:
    columns = (
        Column(_("Criterion")),
        Column(_("Raters"), Kind.COUNT),
        Column(_("Criteria"), Kind.COUNT),
        Column(_("Generalizability"), Kind.COEFFICIENT),
        Column(_("95% range"), Kind.COEFFICIENT),
        Column(_("Dependability"), Kind.COEFFICIENT),
        Column(_("95% range"), Kind.COEFFICIENT),
    )
    body = tuple(
        (
            found.labels[row.criterion],
            mean.raters,
            mean.criteria,
            mean.generalizability,
            between(mean.generalizability_low, mean.generalizability_high),
            mean.dependability,
            between(mean.dependability_low, mean.dependability_high),
        )
        for row in rows
        for mean in row.decision_study
    )
    return Table(_("With other numbers of raters and criteria"), columns, body)


def _correlations(found: Found, rows: Iterable[Reliability]) -> Iterator[Table]:
    columns = (
        Column(_("Criterion")),
        Column(_("ICC")),
        Column(_("What it is about")),
        Column(_("Value"), Kind.COEFFICIENT),
        Column(_("95% range"), Kind.COEFFICIENT),
        Column("F", Kind.NUMBER),
        Column("df1", Kind.NUMBER),
        Column("df2", Kind.NUMBER),
        Column("p", Kind.P),
    )
    words = found.words if found.words and "icc" in found.words.about else None
    in_words = (Column(_("In the words of {author}").format(author=words.source)),) if words else ()
    body = tuple(
        (found.labels[row.criterion], *_icc(one), *([label(words, one.low, one.high)] if words else []))
        for row in rows
        for one in row.icc
    )
    whys = dict.fromkeys(reason(row.icc_undefined_because) for row in rows if row.icc_undefined_because)
    if body or whys:
        yield Table(_("Intraclass correlations (McGraw and Wong 1996)"), (*columns, *in_words), body, tuple(whys))


def _icc(one: Icc) -> tuple[Cell, ...]:
    return (one.form, _(_FORMS[one.form]), one.value, between(one.low, one.high), one.f, one.df1, one.df2, one.p)


def more_of_what(found: Found) -> tuple[str, ...]:
    """How many more samples or raters would settle it, in sentences."""
    return tuple(filter(None, (_settled(found, row) for row in found.here(found.analysis.needed))))


def _settled(found: Found, row: Needed) -> str:
    if row.criterion != found.whole or not _enough(found, row.criterion) or row.n is None:
        return ""
    if row.what == "samples":
        have = found.estimate("exact", row.criterion).n_samples
        if row.n <= have:
            return ""
        says = _("With about {n} pieces the same level would be known to 10 points either way; here there are {have}.")
        return says.format(n=row.n, have=have)
    reliability = next(one for one in found.here(found.analysis.reliability) if one.criterion == row.criterion)
    now = reliability.raters_per_sample or 0.0
    says = _("With about {n} raters on every piece their mean would be dependable (0.8); here there are {have}.")
    return says.format(n=row.n, have=f"{now:.3g}") if row.n > now else ""


def _shown(found: Found, row: Reliability) -> bool:
    return _enough(found, row.criterion) and not row.undefined_because


def _enough(found: Found, criterion: str) -> bool:
    return not _lacking(found, criterion)


def _lacking(found: Found, criterion: str) -> tuple[str, ...]:
    here = found.estimate("exact", criterion if criterion in found.criteria else ALL)
    return still_needed(Shown.COEFFICIENT, Evidence(here.n_raters, here.n_samples, here.n_pairs))
