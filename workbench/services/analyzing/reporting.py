"""From an analysis to the report of it: what may be shown, in the order in which people read."""

from collections.abc import Iterator
from dataclasses import replace

from analysis.values import Analysis
from workbench import __version__
from workbench.domain.catalogue import _
from workbench.domain.verbal_labels import SCALES
from workbench.reports.findings.parts import Depth, Report, Section
from workbench.services.analyzing import agreement, flagged, leanings, measuring, people, scale, talk, worth
from workbench.services.analyzing.basis import basis, cautions, what_was_read
from workbench.services.analyzing.found import Found
from workbench.services.analyzing.rater_figures import rater_figures

__all__ = ["report_of", "without_names"]


def report_of(analysis: Analysis, title: str, words: str = "") -> Report:
    """Return everything that may be shown of an analysis.

    Parameters
    ----------
    analysis
        What was found.
    title
        The name of the file.
    words
        Whose words are put on coefficients, a key of ``SCALES``; empty for nobody's.
    """
    sessions = tuple(dict.fromkeys(row.session for row in analysis.agreement))
    found = [Found(analysis, session, SCALES.get(words)) for session in sessions]
    sections = [section for one in found for section in _named(one, _of_session(one), several=len(found) > 1)]
    ordered = sorted([*sections, *_of_file(found[0])], key=_depth)
    return Report(
        title=title,
        basis=basis(analysis),
        first=(*_first(found), *cautions(analysis)),
        sections=(*ordered, what_was_read(analysis), agreement.readings(), agreement.formulas()),
        made_with=f"workbench {__version__}",
    )


def without_names(analysis: Analysis, title: str, words: str = "") -> Report:
    """Return the report of one session for its own pages, which have told the first figures and never name a rater.

    Parameters
    ----------
    analysis, title, words
        As for `report_of`.
    """
    found = Found(analysis, "", SCALES.get(words))
    parts = (
        worth.deciding(found),
        worth.other_raters(found),
        agreement.every_figure(found),
        worth.other_numbers(found),
        talk.side_by_side(found),
        agreement.readings(),
        agreement.formulas(),
    )
    return Report(
        title=title,
        basis=basis(analysis),
        first=worth.more_of_what(found),
        sections=tuple(part for part in parts if part is not None),
        made_with=f"workbench {__version__}",
    )


def _first(found: list[Found]) -> Iterator[str]:
    for one in found:
        says = (*agreement.sentences(one), *worth.more_of_what(one))
        yield from (f"{one.session}: {said}" for said in says) if len(found) > 1 else says


def _of_session(found: Found) -> Iterator[Section | None]:
    yield talk.worth_talking_about(found)
    yield agreement.by_criterion(found)
    yield worth.deciding(found)
    yield worth.other_raters(found)
    yield talk.examples(found)
    yield worth.other_numbers(found)
    yield talk.side_by_side(found)
    yield people.pairs(found)
    yield agreement.every_figure(found)


def _of_file(found: Found) -> Iterator[Section]:
    """What pools sessions, because colleagues are compared only within one."""
    analysis = found.analysis
    parts = (
        flagged.worth_a_conversation(analysis),
        scale.severity(analysis),
        leanings.drifts(analysis),
        leanings.leanings(analysis),
        people.beside_the_others(found),
        talk.what_changed(found),
        leanings.others(analysis),
        measuring.measured(analysis),
        rater_figures(analysis),
    )
    yield from (part for part in parts if part is not None)


def _named(found: Found, sections: Iterator[Section | None], *, several: bool) -> Iterator[Section]:
    for section in sections:
        if section is not None:
            heading = _("{heading}: {session}").format(heading=section.heading, session=found.session)
            yield replace(section, heading=heading) if several else section


def _depth(section: Section) -> int:
    return list(Depth).index(section.depth)
