"""Agreement in sentences. A count stays a count, a percentage comes with its range, nothing is called good or bad."""

from collections.abc import Iterable, Iterator

from workbench.domain import figure_words
from workbench.domain.catalogue import _, count
from workbench.domain.figure_words import share, size
from workbench.domain.rubrics import Criterion, Rubric
from workbench.services.results.agreement import CriterionFigures, GroupAgreement
from workbench.services.results.own import OwnDifference

ABOUT_THE_SAME = 0.125


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


def where_it_sits(found: CriterionFigures, criterion: Criterion) -> Iterator[str]:
    """Say at which line most of the disagreement lies, and which words recur in what was written about it."""
    if found.trouble is None:
        return
    below, above = criterion.label(found.trouble.below), criterion.label(found.trouble.above)
    yield figure_words.where_it_sits(found.trouble.share, criterion.name, (below, above))
    if found.words:
        listed = ", ".join(f"“{word}”" for word in found.words)
        yield _("Words that recur in the sentences about it: {words}.").format(words=listed)
    elif not found.n_sentences:
        yield _("No sentences were written about it.")


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
