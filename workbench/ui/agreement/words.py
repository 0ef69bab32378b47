"""Agreement in sentences. A count stays a count, a percentage comes with its range, nothing is called good or bad."""

from collections.abc import Iterable

from workbench.domain.catalogue import _, count
from workbench.domain.rubrics import Criterion, Rubric
from workbench.services.results.agreement import CriterionFigures, GroupAgreement
from workbench.services.results.figures import Figure
from workbench.services.results.own import OwnDifference

ABOUT_THE_SAME = 0.125
LARGEST_IN_QUARTERS = 1.125


def share(figure: Figure) -> str:
    """Return a share as it may be said: "14 of 24 pairs", or "58% of pairs (47% to 69%)"."""
    if figure.pairs:
        return _("{n} of {of} pairs").format(n=figure.pairs[0], of=figure.pairs[1])
    if figure.value is None:
        return ""
    said = _("{percent} of pairs").format(percent=percent(figure.value))
    return f"{said} {interval(figure)}".strip()


def interval(figure: Figure) -> str:
    """Return the 95% range of a share in brackets; empty where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    return _("({low} to {high})").format(low=percent(figure.low), high=percent(figure.high))


def percent(value: float) -> str:
    """Return a share as a whole percentage."""
    return f"{round(100 * value)}%"


def pieces(figure: Figure) -> str:
    """Return on how many pieces a figure rests."""
    return count("{n} piece", "{n} pieces", figure.n_samples)


def same_level(figures: dict[str, Figure]) -> str:
    """Say how many pairs gave the same level."""
    return _("{share} gave the same level {basis}.").format(
        share=_bare(figures["exact"]), basis=_basis(figures["exact"])
    )


def by_chance(figures: dict[str, Figure]) -> str:
    """Say what the same level shares would give by chance alone; empty where "same level" itself is withheld."""
    chance = figures["chance_agreement"]
    if chance.pairs:
        return _("By chance alone, with these level shares, it would be about {n} of {of}.").format(
            n=chance.pairs[0], of=chance.pairs[1]
        )
    if chance.value is None:
        return ""
    return _("By chance alone, with these level shares, it would be about {percent}.").format(
        percent=percent(chance.value)
    )


def same_side(figures: dict[str, Figure], line: str) -> str:
    """Say how many pairs stand on the same side of the line."""
    side = figures["cut_agreement"]
    if side.withheld:
        return ""
    return _("{share} stand on the same side of {line} {basis}.").format(
        share=_bare(side), line=line, basis=_basis(side)
    )


def _bare(figure: Figure) -> str:
    if figure.pairs:
        return share(figure)
    return _("{percent} of pairs").format(percent=percent(figure.value or 0))


def _basis(figure: Figure) -> str:
    """Return range and pieces in brackets."""
    if figure.low is None or figure.high is None:
        return f"({pieces(figure)})"
    return _("({low} to {high}; {pieces})").format(
        low=percent(figure.low), high=percent(figure.high), pieces=pieces(figure)
    )


def the_line(rubric: Rubric) -> str:
    """Return the Proficient line's name in the rubric's own word."""
    labels = {criterion.cut_label for criterion in rubric.criteria}
    return _("the {label} line").format(label=labels.pop()) if len(labels) == 1 else _("the line")


def of_criterion(found: CriterionFigures, criterion: Criterion) -> str:
    """Say how far people agree on one criterion, in one line."""
    exact, side = found.figures["exact"], found.figures["cut_agreement"]
    if exact.withheld:
        return " ".join(exact.withheld)
    same = _("Same level: {share}.").format(share=share(exact))
    if side.withheld:
        return same
    line = _("the {label} line").format(label=criterion.cut_label)
    return f"{same} {_('Same side of {line}: {share}.').format(line=line, share=share(side))}"


def honest(n_samples: int) -> str:
    """Say what so many pieces can and cannot show."""
    if n_samples < 10:
        return count(
            "With {n} piece, agreement cannot be told good from poor. This shows where you differ.",
            "With {n} pieces, agreement cannot be told good from poor. This shows where you differ.",
            n_samples,
        )
    if n_samples < 20:
        return _("{n} pieces give a first, rough picture: look at the ranges.").format(n=n_samples)
    return ""


def unfinished(names: Iterable[str]) -> str:
    """Name the pieces that somebody did not finish."""
    listed = ", ".join(names)
    return _("Not everybody finished these: {names}. What was given for them counts.").format(names=listed)


def brought(names: Iterable[str]) -> str:
    """Name the pieces that somebody in the session brought."""
    listed = ", ".join(names)
    return _("Teachers of this session brought these: {names}. Whoever did is in no figure about them.").format(
        names=listed
    )


def lead(found: GroupAgreement) -> str:
    """Say that whoever leads scored too, and what became of it; nothing when they did not."""
    if not found.lead_scored:
        return ""
    said = _(
        "Whoever leads scored too. They chose the work and had seen it before, so their scores were not independent."
    )
    if not found.lead_apart:
        return f"{said} {_('They count here like all others.')}"
    left = count(
        "They are left out of every dot and figure, here and elsewhere: {n} teacher counts, 1 is left out.",
        "They are left out of every dot and figure, here and elsewhere: {n} teachers count, 1 is left out.",
        found.n_raters,
    )
    return f"{said} {left}"


def difference(own: OwnDifference) -> str:
    """Say how far, and in which direction, the viewer is from the others; never a signed number alone."""
    name = own.name or _("All criteria")
    if own.difference is None:
        return " ".join(own.withheld)
    return _("{name}: {how} the others ({basis})").format(name=name, how=_how(own.difference), basis=_own_basis(own))


def _how(levels: float) -> str:
    if abs(levels) < ABOUT_THE_SAME:
        return _("about the same as")
    if levels < 0:
        return _("{size} lower than").format(size=size(-levels))
    return _("{size} higher than").format(size=size(levels))


def size(levels: float) -> str:
    """Return a distance in the words people use: quarters up to one level, then a decimal."""
    quarters = {
        1: _("a quarter of a level"),
        2: _("half a level"),
        3: _("three quarters of a level"),
        4: _("one level"),
    }
    if levels < LARGEST_IN_QUARTERS:
        return _("about {size}").format(size=quarters[max(1, round(4 * levels))])
    return _("about {n} levels").format(n=f"{levels:.1f}")


def _own_basis(own: OwnDifference) -> str:
    number = count("{n} piece", "{n} pieces", own.n_samples)
    if own.low is None or own.high is None:
        return number
    low, high = f"{abs(own.low):.1f}", f"{abs(own.high):.1f}"
    if own.low < 0 < own.high:
        return _("anything from {low} lower to {high} higher; {pieces}").format(low=low, high=high, pieces=number)
    if own.high <= 0:
        return _("{near} to {far} lower; {pieces}").format(near=high, far=low, pieces=number)
    return _("{near} to {far} higher; {pieces}").format(near=low, far=high, pieces=number)
