"""A report that goes from one process to another arrives as it left."""

import json

import pytest

from tests.workbench.reports.findings import made_up
from workbench.reports.findings.packed import packed, unpacked
from workbench.reports.findings.parts import Depth, Kind, Ranges, Report, Section

REPORTS = [getattr(made_up, name) for name in ("department", "worst", "long") if hasattr(made_up, name)]


@pytest.mark.parametrize("made", REPORTS)
def test_a_report_arrives_as_it_left(made):
    report = made()
    assert unpacked(json.loads(json.dumps(packed(report)))) == report


def test_what_is_no_report_is_not_taken_for_one():
    ranges = Ranges("x", "", Kind.SHARE, (("a", 0.5, None),))
    found = packed(Report("t", "b", (), (Section("h", Depth.FIRST, pictures=(ranges,)),), "w"))
    found["sections"][0]["depth"] = "deepest"
    with pytest.raises(ValueError, match="deepest"):
        unpacked(found)
    with pytest.raises(KeyError):
        unpacked({"title": "t"})
