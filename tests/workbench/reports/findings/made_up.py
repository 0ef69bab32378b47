"""Reports made up for tests: one as a department gets it, one with the worst names, one that is long."""

from workbench.reports.findings.parts import (
    Column,
    Depth,
    Dots,
    Kind,
    Range,
    Ranges,
    Report,
    Section,
    Table,
)

LEVELS = ("Beginning", "Developing", "Approaching", "Proficient")
LONG = "Sixty characters of a name that somebody gave to their essay"
WORST = (
    "<script>alert(1)</script>",
    "</script><!-- <b>bold</b>",
    '=cmd()|"calc"!A1',
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\tTab",
    "\rReturn",
    "https://example.org/x",
    "%{x} {y} $a$ &lt;i&gt;",
    "🦊 Füchse und 👩‍🏫",
    LONG,
    "_x0041_ {{ 7 * 7 }}",
    "007",
    "",
)
MADE_WITH = "Calibration workbench 0.1.0"


def department() -> Report:
    """Return what a department of six with eight pieces would read."""
    return Report(
        "Spring writing, grade 9",
        "6 raters, 8 pieces, 3 criteria, 144 scores",
        (
            "On Ideas you gave the same level in about 6 of 10 pairs; this level use alone would give 4 of 10.",
            "Three pieces straddle the Proficient line. Evidence is where you differ most.",
        ),
        (_dots_section(), _shares_section(), _raters_section(), _method_section()),
        MADE_WITH,
    )


def _dots_section() -> Section:
    names = ("Sycamore", "Hickory", "Cypress", "Tamarack", "Juniper", "Alder and the long way home", "Elm", LONG)
    counts = (
        (0, 1, 4, 1),
        (0, 3, 3, 0),
        (0, 0, 0, 6),
        (2, 2, 1, 1),
        (0, 0, 5, 1),
        (6, 0, 0, 0),
        (0, 2, 2, 2),
        (1, 5, 0, 0),
    )
    says = "Hickory and Elm lie on both sides of the line."
    dots = Dots("Evidence, piece by piece", says, LEVELS, 3, tuple(zip(names, counts, strict=True)))
    said = ("Two readers in three gave the same level.", "Talk about Hickory, Tamarack and Elm first.")
    return Section("Where did we differ?", Depth.FIRST, said, (dots,))


def _shares_section() -> Section:
    rows = (("Ideas", 0.58, Range(0.45, 0.71)), ("Evidence", 0.41, Range(0.29, 0.55)), ("Conventions", 0.93, None))
    shares = Ranges("Same level, by criterion", "Evidence has the lowest share.", Kind.SHARE, rows)
    columns = (
        Column("Criterion"),
        Column("Same level", Kind.SHARE),
        Column("95% range", Kind.SHARE),
        Column("Krippendorff's alpha", Kind.COEFFICIENT),
        Column("Pairs", Kind.COUNT),
    )
    table = Table(
        "Agreement by criterion",
        columns,
        (
            ("Ideas", 0.58, Range(0.45, 0.71), 0.412345, 120),
            ("Evidence", 0.41, Range(0.29, 0.55), "fewer than 10 pieces", 120),
            ("Conventions", 0.93, None, -0.001, 118),
        ),
        ("Two pieces have one score and are left out.",),
    )
    return Section("How far do we agree?", Depth.FIRST, (), (shares,), (table,))


def _raters_section() -> Section:
    rows = tuple((f"Rater {n}", (n - 3) / 5, Range((n - 5) / 5, (n - 1) / 5)) for n in range(1, 7))
    ranges = Ranges("Each rater beside the others", "Rater 6 gives more than the others.", Kind.LEVELS, rows, 0.0)
    columns = (
        Column("Rater"),
        Column("Difference", Kind.LEVELS),
        Column("95% range", Kind.LEVELS),
        Column("p", Kind.P),
    )
    table = Table("Raters", columns, tuple((*row, 0.0004 * 5**n) for n, row in enumerate(rows)))
    other = Table(
        "Sizes", (Column("What"), Column("Size", Kind.SIZE), Column("F", Kind.NUMBER)), (("All", 0.4, 12.04),)
    )
    return Section(
        "Who gives more, who less?", Depth.TABLES, ("Nobody is named on the wall.",), (ranges,), (table, other)
    )


def _method_section() -> Section:
    said = ("Ranges leave out one piece at a time.", "Nothing here says who is right.")
    return Section("Ranges", Depth.METHOD, said, (), (Table("Seeds", (Column("Seed", Kind.COUNT),), ((1,),)),))


def worst() -> Report:
    """Return a report in which everything that somebody may have typed is as bad as it gets."""
    dots = Dots(WORST[0], WORST[1], WORST[:4], 2, tuple((name, (1, 0, 2, 30)) for name in WORST))
    ranges = Ranges(WORST[1], WORST[0], Kind.LEVELS, tuple((name, 0.1, Range(-0.2, 0.4)) for name in WORST), 0.0)
    columns = (Column(WORST[0]), Column(WORST[2], Kind.SHARE), *(Column(name) for name in WORST[3:6]))
    table = Table(WORST[1], columns, tuple((name, name, name, 0.5, name) for name in WORST), WORST)
    sections = tuple(
        Section(name, depth, WORST, (dots, ranges), (table,)) for depth in Depth for name in (WORST[0], WORST[2], LONG)
    )
    return Report(WORST[1], WORST[0], WORST, sections, WORST[2])


def long() -> Report:
    """Return a report of 300 pieces, each read by a few or by very many."""
    rows = tuple((f"Piece {n:03}", (n % 3, n % 5, 12 if n % 7 else 240, 7)) for n in range(300))
    dots = Dots("All pieces", "Most lie high.", LEVELS, 4, rows)
    columns = (Column("Piece"), *(Column(level, Kind.COUNT) for level in LEVELS))
    table = Table("All pieces", columns, tuple((name, *counts) for name, counts in rows))
    sections = (Section("Every piece", Depth.FIRST, (), (dots,)), Section("Counts", Depth.TABLES, (), (), (table,)))
    return Report("Moderation day", "310 raters, 300 pieces", ("Enough was read.",), sections, MADE_WITH)
