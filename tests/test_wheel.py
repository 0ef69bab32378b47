"""The wheel holds everything the application needs and nothing that would stand in another package's way."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.servers import running

ROOT = Path(__file__).parents[1]
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build it with the tools of this environment: an isolated build would ask a registry for them again."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install the wheel in a venv that holds nothing else; return the folder of its commands.

    What the wheel depends on is 500 MB, and the environment that runs the tests has it already. So the wheel is
    installed without its dependencies, and a .pth file puts this environment's packages behind the venv's own.
    Such a path is not searched for further .pth files: an editable install of this checkout stays out of sight.
    """
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=False, symlinks=sys.platform != "win32")
    python = folder / SCRIPTS / Path(sys.executable).name
    own = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    shared = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own / "packages-of-the-tests.pth").write_text("\n".join(sorted(shared)), encoding="utf-8")
    _run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", wheel)
    return folder / SCRIPTS


@pytest.mark.parametrize("folder", ["workbench/_pages", "workbench/_data/rubrics", "workbench/storage/migrations"])
def test_pages_data_and_migrations_travel_in_the_wheel(names, folder):
    inside = [name for name in names if name.startswith(f"{folder}/")]
    there = [path for path in _source_of(folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert len(inside) == len(there) > 0


def test_only_our_two_packages_stand_at_the_top(names):
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"analysis", "workbench"}


def test_no_folder_of_the_wheel_is_called_pages(names):
    """Streamlit serves the files of a `pages` folder beside the entry script past every guard."""
    assert [name for name in names if "/pages/" in name] == []


def test_the_licence_travels_in_the_wheel(names):
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_package_is_the_wheels_own(installed, tmp_path):
    python = installed / Path(sys.executable).name
    where = _run(
        python, "-c", "import workbench, analysis; print(workbench.__file__); print(analysis.__file__)", cwd=tmp_path
    )
    assert all(Path(line).is_relative_to(installed.parent) for line in where.split("\n") if line)


@pytest.fixture(scope="module")
def demo(installed, tmp_path_factory):
    """Start the example district from a directory that has nothing to do with the checkout."""
    elsewhere, port = tmp_path_factory.mktemp("elsewhere"), free_port()
    command = [installed / "workbench", "demo", "--no-browser", "--port", str(port), "--data", elsewhere / "data"]
    with running(command, port, elsewhere / "logs", env={"PYTHONPATH": ""}, cwd=elsewhere) as server:
        yield server


def test_the_demo_starts_from_another_directory_and_answers_its_first_page(demo):
    assert demo.ask("/")[0] == 303
    status, page = demo.ask("/welcome")
    assert status == 200
    assert "<title>" in page


@pytest.mark.browser
def test_the_first_page_of_the_installed_demo_is_drawn_from_the_pages_in_the_wheel(demo, page):
    page.goto(demo.url)
    page.get_by_role("heading").first.wait_for()
    assert "went wrong" not in page.inner_text("body")
    assert "Traceback" not in demo.last_words()


def _source_of(folder: str) -> Path:
    return ROOT / folder.replace("workbench/_", "")


def _run(*command, cwd=None) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def _environment() -> dict[str, str]:
    """Return this process's variables without those that would let Python find the checkout."""
    return {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
