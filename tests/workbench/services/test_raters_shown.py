"""What a report says of raters: flags, severity, change over the day, leanings; and what it keeps back."""

import numpy as np
import pandas as pd
import pytest

from analysis.simulate import Plan, simulated_day
from analysis.values import Analysis
from workbench.domain.catalogue import speaking
from workbench.reports.findings.parts import Depth, Report, Section
from workbench.services.analyzing.files import Asked, Format, Question, analyze_file, drawn
from workbench.services.analyzing.reporting import report_of, without_names
from workbench.services.analyzing.seen import flags, seen

LEVELS = Question(levels={"": ("1", "2", "3", "4", "5")})
ABOUT_RATERS = {
    "Raters: worth a conversation",
    "Severity",
    "Change over the day",
    "Leanings towards groups of pieces and criteria",
    "How raters use the scale",
    "Raters, criteria and pieces on one scale",
    "Figures about raters",
}


def file_of(rows: pd.DataFrame) -> bytes:
    return rows.to_csv(index=False).encode()


def room(raters: int, samples: int, *, seed: int = 3) -> pd.DataFrame:
    """Everybody reads everything on one criterion; the first rater gives lower levels."""
    rng = np.random.default_rng(seed)
    quality = rng.normal(3, 1, samples)
    severity = np.r_[1.0, np.zeros(raters - 1)]
    rows = [
        (f"Piece {s:02d}", f"Rater {r}", int(np.clip(round(quality[s] - severity[r] + rng.normal(0, 0.6)), 1, 5)))
        for s in range(samples)
        for r in range(raters)
    ]
    return pd.DataFrame(rows, columns=["sample", "rater", "score"])


def found_in(rows: pd.DataFrame) -> Analysis:
    return analyze_file(file_of(rows), Asked(), LEVELS)


def headings(report: Report) -> set[str]:
    return {section.heading for section in report.sections}


def part(report: Report, heading: str) -> Section:
    return next(section for section in report.sections if section.heading == heading)


@pytest.fixture(scope="module")
def day() -> Analysis:
    plan = Plan(raters=24, samples=288, plants={"drift": 2, "bias": 2, "halo": 1})
    return found_in(simulated_day(plan, np.random.default_rng(1)).table)


@pytest.fixture(scope="module")
def eight_by_24() -> Analysis:
    return found_in(room(8, 24))


def test_a_small_file_says_what_severity_takes_and_flags_nobody():
    report = report_of(found_in(room(4, 8)), "small.csv")

    assert part(report, "Severity").says[-1] == "Severity on one scale takes 20 pieces; here there are 8."
    assert part(report, "Severity").tables == ()
    assert headings(report) & ABOUT_RATERS == {"Severity"}


def test_from_20_pieces_everybody_has_a_severity_in_levels(eight_by_24: Analysis):
    severity = part(report_of(eight_by_24, "room.csv"), "Severity")

    assert severity.depth is Depth.TABLES
    assert any(said.startswith("The raters are reliably different: ") for said in severity.says)
    rows = {row[0]: row for row in severity.tables[0].rows}
    assert len(rows) == 8
    assert 0.6 < rows["Rater 0"][1] < 1.2
    assert rows["Rater 0"][5] == "yes"
    assert not any("reliable" in said.split() for said in severity.says)


def test_what_rests_on_severity_is_kept_back_where_severity_is():
    rows = room(8, 12)
    found = found_in(pd.concat([rows.assign(criterion="Ideas"), rows.assign(criterion="Voice")]))

    assert {flag.kind for flag in found.flags} == {"severity"}
    assert flags(found) == ()
    assert "severity" not in {one.kind for one in seen(found)}


def test_a_day_with_something_in_it_leads_to_conversations_that_accuse_nobody(day: Analysis):
    report = report_of(day, "day.csv")
    talks = part(report, "Raters: worth a conversation")
    said = [str(row[1]) for row in talks.tables[0].rows]

    assert talks.depth is Depth.FIRST
    assert headings(report) >= ABOUT_RATERS
    assert any("From the first to the last" in says for says in said)
    assert all("Look" in says for says in said)
    assert talks.says[0].endswith(f"of {len(seen(day))} that were looked at.")
    assert talks.says[1].startswith("This does not say who is right.")
    assert not any("bias" in text.lower() for text in [*said, *talks.says])
    assert len(said) == len(flags(day)) == sum(row[2] for row in talks.tables[-1].rows)


def test_nothing_found_says_among_how_much(day: Analysis):
    rows = room(6, 24, seed=8)
    rows.loc[rows["rater"] == "Rater 0", "score"] = rows.loc[rows["rater"] == "Rater 1", "score"].to_numpy()
    found = found_in(rows)
    assert flags(found) == ()

    talks = part(report_of(found, "calm.csv"), "Raters: worth a conversation")

    assert talks.says == (f"Nothing found; {len(seen(found))} things were looked at.",)


def test_raters_who_share_no_work_are_named_by_group_and_not_compared():
    one, other = room(4, 24), room(4, 24, seed=5)
    other["sample"] += " of the others"
    other["rater"] += " there"
    report = report_of(found_in(pd.concat([one, other])), "two.csv")

    (why,) = part(report, "Severity").says
    assert why.startswith("The raters fall into groups that share no sample")
    assert "Rater 3 | Rater 0 there" in why
    assert part(report, "Severity").tables == ()


def test_a_rater_who_gave_only_the_highest_level_has_a_reason_instead_of_a_number():
    rows = room(8, 24)
    rows.loc[rows["rater"] == "Rater 7", "score"] = 5
    table = part(report_of(found_in(rows), "room.csv"), "Severity").tables[0]

    assert "Rater 7" not in {row[0] for row in table.rows}
    assert any(note.startswith("Rater 7: Every score is the highest level") for note in table.notes)


def test_a_sessions_own_pages_show_none_of_it(day: Analysis):
    assert headings(without_names(day, "day.csv")) & ABOUT_RATERS == set()


def test_names_are_text_and_the_same_file_gives_the_same_bytes():
    rows = room(8, 24).replace({"Rater 0": "<script>alert(1)</script>"})
    found = found_in(rows)
    page = drawn(found, "room.csv", Format.HTML)

    assert b"<script>alert(1)" not in page
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in page
    for wanted in (Format.TEXT, Format.HTML, Format.XLSX):
        assert drawn(found, "room.csv", wanted) == drawn(found_in(rows), "room.csv", wanted)


def test_flags_and_reasons_are_spanish_too(day: Analysis):
    with speaking("es"):
        talks = part(report_of(day, "day.csv"), "Docentes: vale la pena conversar")
        small = part(report_of(found_in(room(4, 8)), "small.csv"), "Severidad")

    assert any("Del primero al último" in str(row[1]) for row in talks.tables[0].rows)
    assert small.says[-1] == "Para la severidad en una sola escala hacen falta 20 trabajos; aquí hay 8."
