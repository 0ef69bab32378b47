"""``workbench analyze``: one command from a tally sheet to every figure, and a sentence for all that is wrong."""

import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.measures import IN_GENERAL, MEASURES
from workbench import __version__
from workbench.cli import WORDS, main
from workbench.domain.verbal_labels import SCALES

RATERS = ("Ana", "Ben", "Cal", "Dee", "Eve", "Flo", "Gus", "Hal")
Run = Callable[..., tuple[int, bytes, str]]


def long_file(folder: Path, n_samples: int = 12, criteria: Iterable[str] = ("Evidence", "Voice")) -> Path:
    """Eight teachers, some pieces, a few gaps."""
    rng = np.random.default_rng(4)
    lines = ["Student,Teacher,Criterion,Score,Notes"]
    for sample in range(n_samples):
        for criterion in criteria:
            quality = rng.uniform(1.2, 4)
            for rater in RATERS:
                if rng.random() < 0.9:
                    score = int(np.clip(round(quality + rng.normal(0, 0.5)), 1, 4))
                    lines.append(f"Piece {sample:02d},{rater},{criterion},{score},fine")
    path = folder / "long.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def written(folder: Path, text: str, name: str = "scores.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command here; return its exit code, standard output and standard error."""

    def command(*arguments: object) -> tuple[int, bytes, str]:
        code = main(["analyze", *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        return code, out, err.decode()

    return command


def contract(out: bytes) -> dict[str, Any]:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(out, parse_constant=refuse)


def test_the_first_lines_are_the_answer(run: Run, tmp_path: Path):
    code, out, err = run(long_file(tmp_path), "--cut", 3, "--levels", "1,2,3,4")
    lines = out.decode().splitlines()
    assert (code, err) == (0, "")
    assert lines[0] == "long.csv"
    assert lines[1].startswith("8 raters · 12 pieces · 2 criteria · ")
    assert "% of pairs gave the same level (" in lines[3]
    assert lines[4].startswith("By chance alone, with these level shares, it would be about ")
    assert "stand on the same side of the Proficient line" in lines[5]
    assert "Left out: column Notes (172)." in lines
    assert max(map(len, lines)) <= 88


def test_the_contract_holds_every_statistic_for_every_criterion(run: Run, tmp_path: Path):
    found = contract(run(long_file(tmp_path), "--cut", 3, "--format", "json")[1])
    assert found["schema"] == "workbench.analysis/1"
    for criterion in ("Evidence", "Voice", "all"):
        rows = [row for row in found["agreement"] if row["criterion"] == criterion]
        assert {r["statistic"] for r in rows if r["about"] == "these_raters"} == set(MEASURES)
        assert {r["statistic"] for r in rows if r["about"] == "raters_in_general"} == set(IN_GENERAL)
    for row in found["agreement"]:
        assert (row["value"] is None) == (row["undefined_because"] is not None)
        assert row["value"] is None or math.isfinite(row["value"])


KEYS = {
    "data": "ratings samples raters criteria levels levels_declared complete connected subsets order_randomised "
    "condition_codes left_out",
    "agreement": "session round criterion statistic value low high se method about n_samples n_units n_raters n_pairs "
    "n_rater_pairs n_left_out undefined_because",
    "pairs": "criterion rater_a rater_b n exact adjacent kappa kappa_linear kappa_quadratic mean_difference",
    "decision": "criterion cut raters consistency accuracy kappa low high",
    "raters": "rater n n_samples exact adjacent cut_agreement mean_difference low high levels validity",
    "reliability": "criterion icc icc_undefined_because components method raters_per_sample generalizability "
    "dependability decision_study",
    "agenda": "sample criterion priority spread straddles_cut why",
    "exemplars": "sample criterion level strength boundary why",
}


@pytest.mark.parametrize("part", KEYS)
def test_every_key_of_the_contract_is_there(run: Run, tmp_path: Path, part: str):
    found = contract(run(long_file(tmp_path), "--cut", 3, "--format", "json")[1])[part]
    row = found if isinstance(found, dict) else found[0]
    assert set(KEYS[part].split()) <= set(row)


def test_what_is_not_computed_yet_is_empty(run: Run, tmp_path: Path):
    found = contract(run(long_file(tmp_path), "--format", "json")[1])
    for part in ("bias_panel", "echo", "schools"):
        assert found[part] == []


@pytest.mark.parametrize("wanted", ["text", "json"])
def test_the_same_file_gives_the_same_bytes(run: Run, tmp_path: Path, wanted: str):
    file = long_file(tmp_path)
    first, second = (run(file, "--cut", 3, "--format", wanted)[1] for _ in range(2))
    assert first == second
    assert first


def test_rows_in_another_order_change_nothing(run: Run, tmp_path: Path):
    file = long_file(tmp_path)
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    turned = written(tmp_path, "\n".join([head, *reversed(rows)]), "long.csv.turned")
    assert run(file, "--format", "json")[1] == run(turned, "--format", "json")[1]


def test_resamples_are_drawn_when_asked_for_and_a_seed_repeats_them(run: Run, tmp_path: Path):
    file = long_file(tmp_path)
    asked = ("--format", "json", "--replicates", 200)
    first, again, other = (run(file, *asked, "--seed", seed)[1] for seed in (5, 5, 6))
    assert first == again != other
    assert any("200 resamples" in row["method"] for row in contract(first)["agreement"])


def test_a_sheet_with_a_column_for_each_criterion_gives_what_the_long_one_gives(run: Run, tmp_path: Path):
    scores = [(f"P{p:02}", f"R{r}", 1 + (p * 7 + r) % 4, 1 + (p + r * p) % 4) for p in range(12) for r in range(4)]
    by_criterion = "sample,rater,Ideas,Voice\n" + "".join(f"{p},{r},{i},{v}\n" for p, r, i, v in scores)
    long = "sample,rater,criterion,score\n" + "".join(
        f"{p},{r},{name},{score}\n" for p, r, i, v in scores for name, score in (("Ideas", i), ("Voice", v))
    )
    found = [
        run(written(tmp_path, text, name), "--format", "json")[1]
        for name, text in (("wide.csv", by_criterion), ("long.csv", long))
    ]
    assert found[0] == found[1]
    assert contract(found[0])["data"]["criteria"] == ["Ideas", "Voice"]


def test_ranges_are_made_as_asked_and_every_output_says_how(run: Run, tmp_path: Path):
    file = long_file(tmp_path)
    methods = {
        (row["criterion"], row["statistic"]): row["method"]
        for row in contract(run(file, "--format", "json", "--intervals", "analytic")[1])["agreement"]
        if row["about"] == "these_raters"
    }
    one = next(criterion for criterion, _statistic in methods if criterion != "all")
    assert methods[one, "gwet_ac1"].startswith("linear approximation (Gwet), t(")
    assert methods[one, "krippendorff_alpha_ordinal"].startswith("delete-one-sample jackknife, t(")
    assert "No formula is known for its standard error" in methods[one, "krippendorff_alpha_ordinal"]
    assert "here a sample has several" in methods["all", "gwet_ac1"]
    for said, asked in (("Gwet's standard errors", "analytic"), ("percentile bootstrap", "bootstrap")):
        assert said in " ".join(run(file, "--intervals", asked)[1].decode().split())
    web_page = run(file, "--format", "html", "--intervals", "analytic")[1].decode()
    assert "linear approximation (Gwet), t(" in web_page


def test_resamples_and_another_way_of_making_ranges_do_not_go_together(run: Run, tmp_path: Path):
    code, out, err = run(long_file(tmp_path), "--intervals", "analytic", "--replicates", 200)
    assert (code, out) == (2, b"")
    assert "--replicates is for the bootstrap, and --intervals asks for analytic." in err


def test_a_department_is_shown_no_coefficient(run: Run, tmp_path: Path):
    code, out, _err = run(long_file(tmp_path, 4), "--cut", 3)
    page = out.decode()
    assert code == 0
    assert "not shown" in page
    assert "This figure needs 10 pieces; you have 4." in page
    assert "of pairs (" not in page
    *figures, version = page.split()
    assert version == __version__
    assert not [word for word in figures if word.strip("()").startswith(("0.", "-0.", "1.0"))]
    found = contract(run(long_file(tmp_path, 4), "--cut", 3, "--format", "json")[1])
    assert any(row["statistic"] == "krippendorff_alpha_ordinal" and row["value"] for row in found["agreement"])


def test_a_tally_gives_what_needs_no_names_and_says_why_the_rest_is_missing(run: Run, tmp_path: Path):
    rows = "\n".join(f"p{i},{i % 3},2,{(i + 1) % 4},1" for i in range(12))
    tally = written(tmp_path, f"sample,count:1,count:2,count:3,count:4\n{rows}\n")
    page = run(tally, "--cut", 3)[1].decode()
    assert "A tally says how many gave each level, not who" in page
    found = contract(run(tally, "--cut", 3, "--format", "json")[1])
    assert found["data"]["raters"] is None
    assert (found["pairs"], found["raters"], found["reliability"]) == ([], [], [])
    by_name = {row["statistic"]: row for row in found["agreement"] if row["about"] == "these_raters"}
    assert by_name["krippendorff_alpha_ordinal"]["value"] is not None
    assert "who scored" in by_name["conger_kappa"]["undefined_because"]


def test_a_wide_sheet_with_semicolons_gives_the_same_as_its_long_form(run: Run, tmp_path: Path):
    wide = written(tmp_path, "sample;Ana;Ben;Cal\na;1;2;2\nb;3;3;\nc;4;3;4\n", "same.csv")
    found = contract(run(wide, "--format", "json")[1])
    long = "\n".join(["sample,rater,score", "a,Ana,1", "a,Ben,2", "a,Cal,2", "b,Ana,3", "b,Ben,3", "b,Cal,"])
    of_long = contract(run(written(tmp_path, f"{long}\nc,Ana,4\nc,Ben,3\nc,Cal,4\n"), "--format", "json")[1])
    assert found == of_long


def test_levels_that_are_words_have_the_order_they_are_listed_in(run: Run, tmp_path: Path):
    file = written(tmp_path, "sample,rater,score\na,x,low\na,y,high\nb,x,mid\nb,y,mid\n")
    found = contract(run(file, "--levels", "low,mid,high", "--cut", "mid", "--format", "json")[1])
    assert found["data"]["levels"] == {"score": ["low", "mid", "high"]}
    assert found["data"]["levels_declared"]
    exact = {row["statistic"]: row["value"] for row in found["agreement"] if row["about"] == "these_raters"}
    assert (exact["exact"], exact["within_one"], exact["cut_agreement"]) == (0.5, 0.5, 0.5)


def test_levels_and_cuts_may_differ_by_criterion(run: Run, tmp_path: Path):
    rows = [
        f"{s},{r},{c},{1 + (i + len(s + r)) % 3}" for i, s in enumerate("abc") for r in "xy" for c in ("Ideas", "Voice")
    ]
    file = written(tmp_path, "\n".join(["sample,rater,criterion,score", *rows]))
    asked = (
        "--levels",
        "1,2,3",
        "--levels",
        "Ideas=0,1,2,3",
        "--cut",
        "Ideas=2",
        "--cut",
        "Voice=3",
        "--format",
        "json",
    )
    found = contract(run(file, *asked)[1])
    assert found["data"]["levels"] == {"Ideas": [0, 1, 2, 3], "Voice": [1, 2, 3]}
    assert {(row["criterion"], row["cut"]) for row in found["decision"]} == {("Ideas", 2), ("Voice", 3)}
    pooled = next(row for row in found["agreement"] if row["criterion"] == "all")
    assert "different levels" in pooled["undefined_because"]


def test_one_level_in_use_is_no_error(run: Run, tmp_path: Path):
    file = written(tmp_path, "sample,rater,score\na,x,3\na,y,3\nb,x,3\nb,y,3\n")
    code, out, _err = run(file, "--levels", "1,2,3,4", "--format", "json")
    alpha = next(row for row in contract(out)["agreement"] if row["statistic"] == "krippendorff_alpha_ordinal")
    assert code == 0
    assert "with one level in use there is no disagreement by chance" in alpha["undefined_because"]


@pytest.mark.parametrize("ending", ["json", "txt"])
def test_the_ending_of_out_says_what_is_written(run: Run, tmp_path: Path, ending: str):
    out = tmp_path / f"result.{ending}"
    code, printed, err = run(long_file(tmp_path), "--out", out, "--levels", "1,2,3,4", "--cut", 3)
    assert (code, printed, err) == (0, b"", "")
    assert out.read_bytes().startswith(b"{" if ending == "json" else b"long.csv")


BAD = {
    "a rating twice": (
        "sample,rater,score\na,x,1\na,y,2\na,x,2\n",
        (),
        ["Rows 2 and 4: x scored a more than once in the same round."],
    ),
    "two things at once": (
        "sample,rater,score\na,x,1\na,y,9\nb,,2\n",
        ("--levels", "1,2,3"),
        ["Row 4: The score has no rater."],
    ),
    "off the scale": (
        "sample,rater,score\na,x,1\na,y,9\nb,x,2\nb,y,7\n",
        ("--levels", "1,2,3"),
        ["Row 3: The score 9 is not among the levels 1, 2, 3.", "Row 5: The score 7 is not among the levels"],
    ),
    "words without levels": (
        "sample,rater,score\na,x,low\na,y,high\n",
        (),
        ["The scores of score are not whole numbers: high, low. Declare its levels with --levels, lowest first."],
    ),
    "no scores": ("sample,rater,score\na,x,\na,y,\n", (), ["There are no scores in this file."]),
    "one rater": ("sample,rater,score\na,x,1\nb,x,2\n", (), ["Only one rater, x, scored anything."]),
    "no such criterion": (
        "sample,rater,score\na,x,1\na,y,2\n",
        ("--cut", "Ideas=2"),
        ["--cut names Ideas, and the file has no such criterion. Its criteria are: score."],
    ),
    "no such cut": ("sample,rater,score\na,x,1\na,y,2\n", ("--cut", "7"), ["The cut 7 is not a level of score."]),
    "no such format": ("sample,rater,score\na,x,1\na,y,2\n", ("--format", "docx"), ["There is no format docx."]),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_answered_with_a_sentence_and_nothing_is_written(run: Run, tmp_path: Path, what: str):
    text, options, sentences = BAD[what]
    out = tmp_path / "out.json"
    code, printed, err = run(written(tmp_path, text), *options, "--out", out)
    assert (code, printed) == (2, b"")
    assert not out.exists()
    for sentence in sentences:
        assert any(line.startswith(("workbench: " + sentence, sentence)) for line in err.splitlines()), err


def test_what_could_still_be_said_goes_to_standard_error_with_its_option(run: Run, tmp_path: Path):
    code, out, err = run(long_file(tmp_path), "--format", "json")
    assert (code, contract(out)["data"]["levels_declared"]) == (0, False)
    assert err.splitlines() == [
        "Declare the levels with --levels, lowest first, for example --levels 1,2,3,4.",
        "Give the lowest proficient level with --cut, for example --cut 3.",
    ]


def test_the_words_of_the_command_are_the_authors_there_are():
    assert set(WORDS) == set(SCALES)


def test_a_file_that_is_not_there_is_named(run: Run, tmp_path: Path):
    code, out, err = run(tmp_path / "none.csv")
    assert (code, out) == (2, b"")
    assert "none.csv cannot be read: No such file or directory. Check its name." in err


def test_standard_input_is_read_and_nothing_is_loaded_that_is_not_needed(tmp_path: Path):
    program = (
        "import sys; from workbench.cli import main;"
        "code = main(['analyze', '-', '--cut', '3', '--levels', '1,2,3,4']);"
        "assert not {'streamlit', 'sqlalchemy', 'plotly', 'pingouin', 'xlsxwriter'} & set(sys.modules); sys.exit(code)"
    )
    with long_file(tmp_path).open("rb") as file:
        done = subprocess.run([sys.executable, "-c", program], stdin=file, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Standard input\n8 raters")


def test_a_terminal_that_knows_few_characters_gets_plain_ones(tmp_path: Path):
    command = [sys.executable, "-m", "workbench", "analyze", str(long_file(tmp_path)), "--cut", "3"]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "", "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=True)
    assert b"ooo" in done.stdout
    assert b"One dot is one rater. | is the Proficient line." in done.stdout
