"""The suite's own rules, tried on a small suite that uses our conftest: no browser, no start; no test skips itself."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ("__init__", "conftest", "browser", "devices", "hashing", "ports", "postgres")
PLAIN = "def test_plain(): pass\n"
NEEDS_BROWSER = "import pytest\n\n@pytest.mark.browser\ndef test_screen(): print('STARTED')\n"


@pytest.fixture
def run_suite(tmp_path):
    """Write these test files beside our conftest and run them on a machine without a browser."""
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in SHARED:
        shutil.copy(ROOT / f"tests/{name}.py", tmp_path / "tests")

    def run(files: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
        for name, text in files.items():
            (tmp_path / "tests" / name).write_text(text, encoding="utf-8")
        env = os.environ | {"WORKBENCH_BROWSER": str(tmp_path / "no-browser-here"), "PYTHONPATH": ""}
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *(options or ["-n0"])]
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60, check=False)

    return run


@pytest.mark.parametrize("at_a_time", ["-n0", "-n2"])
def test_without_a_browser_no_test_starts_and_the_way_out_is_named(run_suite, at_a_time):
    done = run_suite({"test_a.py": PLAIN, "test_b.py": NEEDS_BROWSER}, "-s", at_a_time)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "python -m tests.browser" in said
    assert "-m 'not browser'" in said
    assert "passed" not in said
    assert "STARTED" not in said


def test_browser_tests_can_be_left_out_knowingly(run_suite):
    done = run_suite({"test_a.py": PLAIN, "test_b.py": NEEDS_BROWSER}, "-m", "not browser", "-n0")
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_a_run_of_files_without_browser_tests_needs_no_browser(run_suite):
    done = run_suite({"test_a.py": PLAIN, "test_b.py": NEEDS_BROWSER}, "-n0", "tests/test_a.py")
    assert done.returncode == 0, done.stdout


SKIPPING = """
import pytest

def test_skip(): pytest.skip("not today")

@pytest.mark.skip(reason="not today")
def test_marked(): pass

@pytest.mark.xfail(reason="not today")
def test_expected_to_fail(): raise ValueError

@pytest.mark.xfail(reason="not today")
def test_expected_to_fail_and_passing(): pass
"""


def test_a_test_that_skips_itself_or_expects_to_fail_fails_the_run(run_suite):
    done = run_suite({"test_a.py": SKIPPING})
    assert done.returncode == 1
    assert "3 failed, 1 error" in done.stdout  # a marked test already ends in its set-up
    assert "No test skips itself or expects to fail" in done.stdout
    assert "not today" in done.stdout


def test_a_file_of_tests_that_skips_itself_fails_the_run(run_suite):
    done = run_suite({"test_a.py": "import pytest\n\npytest.importorskip('no_such_module', reason='not today')\n"})
    assert done.returncode != 0
    assert "No module skips itself" in done.stdout


def test_a_warning_fails_the_run(run_suite):
    done = run_suite({"test_a.py": "import warnings\n\ndef test_it(): warnings.warn('old')\n"})
    assert done.returncode == 1


def test_one_by_one_browser_tests_come_after_the_others(run_suite):
    done = run_suite({"test_a.py": NEEDS_BROWSER, "test_b.py": PLAIN}, "--collect-only", "-q", "-n0")
    assert done.stdout.index("test_plain") < done.stdout.index("test_screen")
