"""Figures in sentences. A count stays a count, a percentage comes with its range, nothing is called good or bad."""

from workbench.domain.catalogue import _, count
from workbench.domain.figures import Figure
from workbench.domain.minimums import DEFAULTS

__all__ = [
    "by_chance",
    "honest",
    "interval",
    "percent",
    "pieces",
    "same_level",
    "same_side",
    "share",
    "size",
    "where_it_sits",
]

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


def where_it_sits(share: float | None, criterion: str, line: tuple[object, object]) -> str:
    """Say between which two levels most of the disagreement on a criterion lies, with its share where it has one."""
    below, above = line
    if share is None:
        says = _("Most of the disagreement on {criterion} is {below} against {above}.")
        return says.format(criterion=criterion, below=below, above=above)
    says = _("{percent} of the disagreement on {criterion} is {below} against {above}.")
    return says.format(percent=percent(share), criterion=criterion, below=below, above=above)


def honest(n_samples: int) -> str:
    """Say what so many pieces can and cannot show."""
    if n_samples < DEFAULTS.percent_as_count_below_samples:
        return count(
            "With {n} piece, agreement cannot be told good from poor. This shows where you differ.",
            "With {n} pieces, agreement cannot be told good from poor. This shows where you differ.",
            n_samples,
        )
    if n_samples < DEFAULTS.rough_below_samples:
        return _("{n} pieces give a first, rough picture: look at the ranges.").format(n=n_samples)
    return ""


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
