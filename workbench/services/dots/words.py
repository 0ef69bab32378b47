"""The dots in words: one sentence for the room, one for each cell, and the picture for those who do not see it."""

from collections.abc import Sequence

from workbench.domain.catalogue import _, count
from workbench.domain.dots import Dots, within_one
from workbench.domain.minimums import DEFAULTS
from workbench.domain.rubrics import Criterion
from workbench.domain.scoring import Condition, Given
from workbench.services.dots.strips import SECOND, Strip
from workbench.services.results import CellDots, Change
from workbench.services.results.gaps import Gap


def headline(votes: Sequence[CellDots]) -> str:
    """Say on how many cells everybody was within one level in the last vote, of those that may be shown."""
    newest = {vote.cell: vote.dots for vote in sorted(votes, key=lambda vote: vote.round)}
    shown = [dots for dots in newest.values() if dots]
    if not shown:
        return _("Too few teachers scored for dots to be shown. The talk starts from the evidence marks.")
    return _("Piece by piece, criterion by criterion: everybody within one level {near} times out of {n}.").format(
        near=within_one(shown), n=len(shown)
    )


def small_group(votes: Sequence[CellDots]) -> str:
    """Say plainly that colleagues may guess, where the group is small."""
    raters = max((vote.dots.raters for vote in votes if vote.dots), default=0)
    if 0 < raters < DEFAULTS.small_group_raters:
        return _("This is a small group: colleagues may guess who gave what.")
    return ""


def apart(dots: Dots) -> str:
    """Say how far the two people farthest apart are."""
    if dots.spread == 0:
        return _("same level")
    return _("one level apart") if dots.spread == 1 else _("two or more levels apart")


def level(criterion: Criterion, position: int) -> str:
    """Return a level as it is said: its number and its name."""
    return f"{position} {criterion.label(position)}"


def line(criterion: Criterion) -> str:
    """Return the name of the Proficient line, in the rubric's own word."""
    return _("{label} line").format(label=criterion.cut_label)


def reason(condition: Condition) -> str:
    """Return a condition code in the words of the screen."""
    return {
        Condition.NO_RESPONSE: _("there is no answer"),
        Condition.OFF_TASK: _("it answers another task"),
        Condition.ILLEGIBLE: _("it cannot be read"),
        Condition.LOOKS_COPIED: _("it looks copied or machine-written"),
        Condition.UNSCORABLE: _("of something else"),
    }[condition]


def conditions(dots: Dots) -> str:
    """Say how many could not score it, and why; empty where nobody did."""
    return " · ".join(
        _("{n} could not score it: {reason}").format(n=n, reason=reason(condition)) for condition, n in dots.conditions
    )


def brought(gap: Gap, *, apart: bool) -> str:
    """Say that somebody brought the piece, and what that means for its dots."""
    if gap.is_own:
        own = _("You brought this piece, so your levels for it are in no figure.")
        return own if apart else _("You brought this piece, so you did not score it.")
    if apart:
        return count(
            "{n} teacher brought this piece; what they gave it is in no figure.",
            "{n} teachers brought this piece; what they gave it is in no figure.",
            gap.people,
        )
    return count(
        "{n} teacher brought this piece and did not score it.",
        "{n} teachers brought this piece and did not score it.",
        gap.people,
    )


def own_apart(criterion: Criterion, given: Given, round: int) -> str:
    """Say what somebody gave the piece they brought."""
    what = level(criterion, given.level) if given.level else _("not scored")
    vote = f" ({_('second vote')})" if round == SECOND else ""
    return f"{criterion.name}: {what}{vote}"


def alt(about: str, strips: Sequence[Strip]) -> str:
    """Return a picture of dots in words."""
    return " ".join([_("Dots for {name}.").format(name=about), *(_in_words(strip) for strip in strips)])


def _in_words(strip: Strip) -> str:
    given = ", ".join(
        _("{level}: {n}").format(level=level(strip.criterion, position), n=n)
        for position, n in enumerate(strip.dots.counts, start=1)
    )
    own = _(" You: {level}.").format(level=level(strip.criterion, strip.own)) if strip.own else ""
    vote = _(", second vote") if strip.round == SECOND else ""
    cut = strip.criterion.cut
    return _("{criterion}{vote}. {given}. The {line} lies between {lower} and {upper}.{own}").format(
        criterion=strip.criterion.name,
        vote=vote,
        given=given,
        line=line(strip.criterion),
        lower=level(strip.criterion, cut - 1),
        upper=level(strip.criterion, cut),
        own=own,
    )


def changed(change: Change) -> str:
    """Say what the discussion changed on one cell; what it means is for new blind samples to show."""
    moved = count("{n} changed their level.", "{n} changed their levels.", change.moved)
    together = {
        1: _("They stand closer together than before."),
        -1: _("They stand farther apart than before."),
        0: _("They stand as far apart as before."),
    }[change.together]
    who = _("Of {voted} people who voted, {twice} voted twice and are counted.").format(
        voted=change.voted, twice=change.voted_twice
    )
    return f"{who} {moved} {together}"
