"""``workbench simulate``: a day that never happened, its truth, and a sentence for every day that cannot be."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.simulate import KINDS
from workbench.cli import main
from workbench.services.analyzing.simulating import _MEANING

FILES = ("scores.csv", "truth.json", "README.txt")
SMALL = ("--raters", 8, "--samples", 30, "--criteria", 2, "--levels", 4)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command here; return its exit code, standard output and standard error."""

    def command(*arguments: object) -> tuple[int, str, str]:
        code = main([*map(str, arguments)])
        out, err = capfd.readouterr()
        return code, out, err

    return command


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_three_files_are_written_and_named(run: Run, tmp_path: Path):
    code, out, err = run("simulate", "--out", tmp_path / "a" / "day", *SMALL)
    assert (code, err) == (0, "")
    assert out.splitlines() == [str(tmp_path / "a" / "day" / name) for name in FILES]
    assert set(contents(tmp_path / "a" / "day")) == set(FILES)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(run: Run, tmp_path: Path):
    asked = (*SMALL, "--plant", "drift=2", "--plant", "bias=1", "--schools", 2, "--validity", 2, "--echoes", 1)
    for folder, seed in (("one", 5), ("again", 5), ("other", 6)):
        assert run("simulate", "--out", tmp_path / folder, "--seed", seed, *asked)[0] == 0
    one, again, other = (contents(tmp_path / folder) for folder in ("one", "again", "other"))
    assert one == again
    assert all(one[name] != other[name] for name in FILES)


def test_the_truth_says_who_shows_what_and_how_much(run: Run, tmp_path: Path):
    run("simulate", "--out", tmp_path, "--plant", "drift=2", "--plant", "halo=1", "--size", "drift=0.9")
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert truth["schema"] == "workbench.simulated/1"
    assert sorted(row["kind"] for row in truth["planted"]) == ["drift", "drift", "halo"]
    assert {row["size"] for row in truth["planted"] if row["kind"] == "drift"} == {0.9}
    assert [row for row in truth["raters"] if row["kind"]] == truth["planted"]
    assert (len(truth["raters"]), len(truth["samples"]), len(truth["thresholds"])) == (40, 480, 4)
    assert sum(row["severity"] for row in truth["raters"]) == pytest.approx(0, abs=1e-4)
    scores = pd.read_csv(tmp_path / "scores.csv")
    assert set(scores["rater"]) == {row["rater"] for row in truth["raters"]}
    assert len(scores) == 480 * 3 * 4


def test_the_page_says_what_is_in_the_files_but_not_who(run: Run, tmp_path: Path):
    more = ("--schools", 2, "--validity", 2, "--echoes", 1)
    run("simulate", "--out", tmp_path, *SMALL, *more, *(f"--plant={kind}=1" for kind in KINDS))
    page = (tmp_path / "README.txt").read_text(encoding="utf-8")
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    columns = (tmp_path / "scores.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert [name for name in columns if name not in page] == []
    assert [kind for kind in KINDS if f"{kind}, raters: 1: " not in page] == []
    assert [row["rater"] for row in truth["raters"] if row["rater"] in page.split()] == []
    assert "workbench analyze scores.csv --levels 1,2,3,4 --cut 3" in page


def test_every_kind_has_its_meaning_in_words():
    assert set(_MEANING) == set(KINDS)


def test_analyze_reads_what_was_written(run: Run, tmp_path: Path):
    day = tmp_path / "day"
    run("simulate", "--out", day, *SMALL, "--schools", 2, "--validity", 2, "--echoes", 1, "--plant", "drift=1")
    code, out, err = run("analyze", day / "scores.csv", "--levels", "1,2,3,4", "--cut", 3, "--format", "json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found["data"]["left_out"] == []
    assert found["data"]["connected"]
    assert (found["data"]["raters"], found["data"]["samples"]) == (8, 32)
    assert any(row["validity"] for row in found["raters"])


@pytest.mark.parametrize("name", FILES)
def test_a_folder_that_has_one_of_the_files_is_left_as_it_is(run: Run, tmp_path: Path, name: str):
    (tmp_path / name).write_text("mine", encoding="utf-8")
    code, out, err = run("simulate", "--out", tmp_path, *SMALL)
    assert (code, out) == (2, "")
    assert err == f"workbench: {tmp_path} has {name} already. Choose another folder with --out, or move them away.\n"
    assert contents(tmp_path) == {name: b"mine"}


BAD = {
    "more reads than raters": (("--reads", 9), "9 raters are to read each sample, and there are 8. Ask for 8 reads"),
    "no levels": (("--levels", 0), "0 is no number of levels. Ask for a whole number from 2 on."),
    "more plants than raters": (("--plant", "drift=9"), "9 raters are to show something, and there are 8."),
    "no such kind": (("--plant", "mood=1"), "There is no kind of effect called mood. Choose from severity, drift,"),
    "half a rater": (("--plant", "drift=1.5"), "1.5 is no number of raters for drift. Give a whole number."),
    "no number": (("--plant", "drift"), "--plant drift names no number. Write --plant drift=2."),
    "one kind twice": (("--plant", "drift=1", "--plant", "drift=2"), "--plant names drift twice. Give each kind once."),
    "a size of nothing": (("--size", "drift=x"), "x is no size of drift. Give a number."),
    "no room on the scale": (("--plant", "bias=1", "--size", "bias=3"), "Scores cannot move by 3 levels here:"),
    "a seed below nought": (("--seed", -1), "The seed -1 is below 0."),
    "too much": (("--samples", 10_000_000), "That would be 60000000 scores. Ask for fewer samples, reads or criteria"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_day_that_cannot_be_is_answered_with_a_sentence_and_nothing_is_written(run: Run, tmp_path: Path, what: str):
    options, sentence = BAD[what]
    code, out, err = run("simulate", "--out", tmp_path / "day", *SMALL, *options)
    assert (code, out) == (2, "")
    assert err.startswith(f"workbench: {sentence}")
    assert not (tmp_path / "day").exists()


def test_a_folder_that_cannot_be_made_is_named(run: Run, tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _out, err = run("simulate", "--out", tmp_path / "file" / "day", *SMALL)
    assert code == 2
    assert "cannot be written" in err


def test_no_account_and_no_page_is_loaded_for_it(tmp_path: Path):
    program = (
        "import sys; from workbench.cli import main;"
        f"code = main(['simulate', '--out', {str(tmp_path / 'day')!r}]);"
        "assert not {'streamlit', 'sqlalchemy', 'plotly', 'pingouin'} & set(sys.modules); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
