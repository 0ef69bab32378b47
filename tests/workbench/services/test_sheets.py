"""Tables brought in the browser: what is typed, what a process of its own answers, and who is named in it."""

import pytest

from tests.workbench.exchange.score_tables.written import TALLY, WIDE
from workbench.domain.catalogue import speaking
from workbench.domain.errors import Invalid, Several
from workbench.domain.people import Person, Role, Viewer
from workbench.exchange.score_tables import read_scores
from workbench.services.sheets import bringing, child, confirming, protocol, reporting
from workbench.services.sheets.bringing import PlainSheet, Typed
from workbench.services.sheets.confirming import Confirmed, Form, Told
from workbench.services.sheets.protocol import Question

LEAD = Viewer(Person("p", "Fay", "s"), frozenset({Role.FACILITATOR}))
LONG = "sample,rater,score\nMaple,Zed,3\nMaple,Ana,2\nOak,Ana,1\nOak,Zed,1\n"
TOLD = Told(1, Form.LONG, sample=0, rater=1, score=2)


def test_raters_are_numbered_in_the_order_in_which_they_come():
    assert list(child.without_names(read_scores(LONG.encode())).rows["rater"]) == [
        "Rater 1",
        "Rater 2",
        "Rater 2",
        "Rater 1",
    ]
    many = "sample," + ",".join(f"T{n}" for n in range(10)) + "\nMaple," + ",".join("1234512345") + "\n"
    assert list(child.without_names(read_scores(many.encode())).rows["rater"])[::9] == ["Rater 01", "Rater 10"]
    with speaking("es"):
        assert next(iter(child.without_names(read_scores(WIDE.encode())).rows["rater"])) != "Ann"
    tally = read_scores(TALLY.encode())
    assert child.without_names(tally) is tally


def test_a_cell_without_a_rater_stays_one():
    table = child.without_names(read_scores(b"sample,rater,score\nMaple,,3\nMaple,Ana,2\n"))
    assert list(table.rows["rater"]) == ["", "Rater 1"]


def test_a_question_arrives_as_it_was_asked():
    told = Told(3, Form.WIDE, sample=0, criterion=1, spread=(2, 3))
    confirmed = Confirmed("Fall", told, frozenset({9}), frozenset({8}), {"": ("1", "2")}, {"": "2"}, names=True)
    question = Question(b"a\nb", confirmed, "es")
    assert Question.unpack(question.pack()) == question
    assert Question.unpack(Question(b"\n\n", None, "en").pack()) == Question(b"\n\n", None, "en")


def test_the_report_arrives_as_it_was_made_and_its_contract_names_nobody():
    made = child.report(LONG.encode(), Confirmed("Fall.csv", TOLD, levels={"": ("1", "2", "3")}, cuts={"": "2"}))
    assert protocol.unpack_report(protocol.pack_report(made)) == made
    assert made.report.title == "Fall.csv"
    assert b"Zed" not in made.contract
    assert b'"levels_declared": true' in made.contract


def test_the_command_s_options_are_not_named_on_a_page():
    made = child.report(LONG.encode(), Confirmed("Fall.csv", TOLD, levels={"": ("1", "2", "3")}))
    assert "No Proficient line was given, so nothing is said about it." in made.report.first
    assert not [said for said in made.report.first if "--" in said]


def test_what_is_wrong_arrives_with_every_sentence():
    wrong = LONG + "Oak,Zed,1\nElm,Zed,7\n"
    with pytest.raises(Several) as caught:
        reporting.reported(LEAD, PlainSheet("", wrong.encode()), Confirmed("x", TOLD, levels={"": ("1", "2", "3")}))
    assert [str(problem).partition(":")[0] for problem in caught.value.problems] == ["Rows 5 and 6", "Row 7"]


@pytest.mark.parametrize("answer", [b"", b"[]\n", b"{}\n", b'{"report": 7}\n', b'{"sheets": [1]}\n', b"\xff\n"])
def test_an_answer_that_is_none_is_no_answer(answer):
    for unpack in (protocol.unpack_report, protocol.unpack_sheets):
        with pytest.raises(ValueError, match="not an answer"):
            unpack(answer)


def test_a_child_that_breaks_down_is_answered_for(monkeypatch):
    monkeypatch.setattr(bringing, "_CHILD", "json.tool")
    with pytest.raises(Invalid, match="cannot be read safely"):
        bringing.from_file(LEAD, b"PK\x03\x04 nothing")


def test_files_and_tables_have_a_limit(monkeypatch):
    with pytest.raises(Invalid, match="larger than 10 MB"):
        bringing.from_file(LEAD, b"x" * (10 * 1024 * 1024 + 1))
    monkeypatch.setattr(confirming, "MOST_SCORES", 3)
    with pytest.raises(Invalid, match="4 scores, more than the 3"):
        confirming.below(PlainSheet("", LONG.encode()), TOLD)


def test_a_typed_tally_is_a_table_like_any_other():
    rows = (("Maple", "", "2", "1"), ("", "", "", ""), ("Oak", "", "", "3"))
    (sheet,) = bringing.from_typed(LEAD, Typed(("1", "2"), rows, counts=True))
    look = confirming.look(sheet)
    assert look.form is Form.TALLY
    assert confirming.below(sheet, confirming.guessed(look, Form.TALLY)).scales[""].levels == ("1", "2")


def test_typed_scores_may_have_criteria_and_names_that_look_like_formulas():
    rows = (("=1+1", "Claim", "2", "1"), ("=1+1", "Voice", "3", "3"))
    (sheet,) = bringing.from_typed(LEAD, Typed(("Teacher 1", "Teacher 2"), rows, counts=False))
    look = confirming.look(sheet)
    assert look.form is Form.WIDE
    found = confirming.below(sheet, confirming.guessed(look, Form.WIDE))
    assert set(found.scales) == {"Claim", "Voice"}


@pytest.mark.parametrize(
    ("rows", "says"), [((("Maple", "", "", ""),), "Nothing was typed"), ((("", "", "2", ""),), "Row 1 has no piece")]
)
def test_what_is_typed_by_halves_is_said(rows, says):
    with pytest.raises(Invalid, match=says):
        bringing.from_typed(LEAD, Typed(("1", "2"), rows, counts=True))


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (Told(1, Form.LONG), "pieces of work"),
        (Told(1, Form.LONG, sample=0), "column for the rater"),
        (Told(1, Form.LONG, sample=0, rater=0, score=1), "two things"),
        (Told(1, Form.WIDE, sample=0), "not chosen yet"),
        (Told(1, Form.WIDE, sample=0, spread=(0, 1)), "something else too"),
    ],
)
def test_what_nobody_said_yet_is_asked_for(told, says):
    assert says in str(confirming.missing(told))


def scores_of(raters: int, pieces: int) -> str:
    rows = (f"P{p},R{r},{1 + (p * 7 + r * p % 3) % 4}\n" for p in range(pieces) for r in range(raters))
    return "sample,rater,score\n" + "".join(rows)


def test_another_program_checks_the_correlations_in_the_child():
    confirmed = Confirmed("Fall", TOLD, levels={"": ("1", "2", "3", "4")})
    found = reporting.checked(LEAD, PlainSheet("", scores_of(4, 12).encode()), confirmed)
    assert "All 6 values are the same" in found.says[0]
    assert found.tables[0].rows[0][0] == "Overall"
    gap = (
        scores_of(4, 12)
        .replace("P3,R2,", "P3,,", 1)
        .replace("P3,,2\n", "")
        .replace("P3,,1\n", "")
        .replace("P3,,3\n", "")
    )
    says = " ".join(child.checked(gap.replace("P3,,4\n", "").encode(), confirmed).says)
    assert "Not every rater scored every sample" in says
    assert "needs 10 pieces; you have 4" in " ".join(child.checked(scores_of(4, 4).encode(), confirmed).says)
    tally = Told(1, Form.TALLY, sample=0, spread=(1, 2, 3))
    counted = child.checked(b"sample,count:1,count:2,count:3\nMaple,1,2,3\nOak,2,2,2\n", Confirmed("x", tally))
    assert "not who" in " ".join(counted.says)


def test_what_is_wrong_and_how_ranges_were_made_is_said_in_spanish():
    wrong = LONG + "Oak,Zed,1\nElm,,7\nElm,Zed,2\n"
    sheet, confirmed = PlainSheet("", wrong.encode()), Confirmed("x", TOLD, levels={"": ("1", "2", "3")})
    with speaking("es"), pytest.raises(Several) as caught:
        reporting.reported(LEAD, sheet, confirmed)
    says = [str(problem) for problem in caught.value.problems]
    assert len(says) == 3
    assert says[0].startswith("Filas 5 y 6: ")
    assert says[1].startswith("Fila 7: ")
    assert not [word for said in says for word in ("score", "Row", "Keep", "Write", "rater ") if word in said]
    with speaking("es"):
        made = child.report(scores_of(4, 12).encode(), Confirmed("x", TOLD, levels={"": ("1", "2", "3", "4")}))
    assert "jackknife que deja fuera un trabajo a la vez, t(11)" in repr(made.report)
    assert "delete-one-sample" not in repr(made.report)
