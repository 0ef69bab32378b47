"""How exemplars are spoken of: who they are for, how far apart people were."""

from workbench.domain.catalogue import _, count
from workbench.domain.rubrics import Criterion
from workbench.domain.samples import Audience, Sample
from workbench.domain.scoring import Mark
from workbench.services.dots.words import level
from workbench.services.exemplars import Vote

LONGEST_QUOTE = 160


def audience(who: Audience) -> str:
    """Return who an exemplar is for, as it is chosen and said."""
    return {
        Audience.SESSION: _("everybody who took part in the session"),
        Audience.SCHOOL: _("everybody at the school"),
        Audience.DISTRICT: _("everybody in the district"),
        Audience.PUBLIC: _("everybody, also outside the district"),
    }[who]


def side(criterion: Criterion, position: int) -> str:
    """Say on which side of the Proficient line a level lies."""
    if position >= criterion.cut:
        return _("at or above the {label} line").format(label=criterion.cut_label)
    return _("below the {label} line").format(label=criterion.cut_label)


def vote(found: Vote, criterion: Criterion) -> str:
    """Say how many teachers gave a level in a vote, and how far apart they were."""
    which = _("First vote") if found.round == 1 else _("Second vote")
    who = count("{n} teacher", "{n} teachers", found.raters)
    if found.lowest is None or found.highest is None:
        return _("{which}: {who}; too few to say how far apart they were.").format(which=which, who=who)
    if found.lowest == found.highest:
        same = _("{which}: {who}, all at {level}.")
        return same.format(which=which, who=who, level=level(criterion, found.lowest))
    return _("{which}: {who}, from {low} to {high}.").format(
        which=which, who=who, low=level(criterion, found.lowest), high=level(criterion, found.highest)
    )


def quote(sample: Sample, mark: Mark) -> str:
    """Return the words of a passage, shortened in the middle when they are many."""
    text = next((a.text for a in sample.artifacts if a.id == mark.artifact_id), "")[mark.start : mark.end]
    words = " ".join(text.split())
    if len(words) > LONGEST_QUOTE:
        half = LONGEST_QUOTE // 2
        words = f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
    return f"“{words}”"
