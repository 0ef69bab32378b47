"""The child process: it cannot hang, eat the machine, learn our secrets, or answer anything but a clean artifact."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.workbench.intake.building import picture
from workbench.domain.errors import Invalid, Unavailable
from workbench.intake import Limits, Received, receive, sandbox
from workbench.intake.protocol import pack_answer, unpack_answer
from workbench.intake.receiving import answered

PROLOGUE = "from workbench.intake.child import confine\nfrom workbench.intake.limits import Limits\n"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write a module that the sandbox can run in place of the real child."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(code: str) -> str:
        (tmp_path / "misbehaving.py").write_text(PROLOGUE + code)
        return "misbehaving"

    return write


def test_a_child_that_hangs_is_killed(module) -> None:
    name = module("import time; time.sleep(600)")
    started = time.monotonic()
    with pytest.raises(sandbox.TookTooLong):
        sandbox.run(name, b"", Limits(wall_seconds=0.5))
    assert time.monotonic() - started < 10


def test_a_child_that_computes_without_end_is_ended(module) -> None:
    finished = sandbox.run(module("confine(Limits(cpu_seconds=1))\nwhile True: pass"), b"", Limits())
    assert finished.code != 0
    with pytest.raises(Invalid, match="takes too long"):
        answered(finished, b"%PDF-", unpack_answer)


def test_a_child_that_eats_memory_gets_none(module) -> None:
    finished = sandbox.run(module("confine(Limits())\nx = [bytearray(10**8) for _ in range(100)]"), b"", Limits())
    assert (finished.code, finished.trouble) == (1, "MemoryError")
    with pytest.raises(Invalid, match="PDF is damaged, or holds something that cannot be read safely"):
        answered(finished, b"%PDF-", unpack_answer)


def test_a_child_that_answers_too_much_is_cut_off(module) -> None:
    code = "import sys\nconfine(Limits(answer_bytes=1000))\nsys.stdout.buffer.write(bytes(10**6))\nsys.stdout.flush()"
    finished = sandbox.run(module(code), b"", Limits(answer_bytes=1000))
    assert finished.code != 0
    assert len(finished.output) <= 1000


def test_a_child_that_crashes_is_answered_without_quoting_the_file(module, caplog: pytest.LogCaptureFixture) -> None:
    finished = sandbox.run(module("raise KeyError('Ana Lopez')"), b"", Limits())
    with pytest.raises(Invalid, match="damaged"):
        answered(finished, b"x", unpack_answer)
    assert "error=KeyError" in caplog.text
    assert "Ana" not in caplog.text


def test_a_missing_library_is_our_fault_and_not_the_files(module) -> None:
    finished = sandbox.run(module("import no_such_library"), b"", Limits())
    with pytest.raises(Unavailable):
        answered(finished, b"x", unpack_answer)


def test_a_child_learns_no_secrets(module, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_DATABASE", "postgresql://hush")
    code = "import os, sys\nsys.stdout.write(' '.join(os.environ.values()))"
    assert b"hush" not in sandbox.run(module(code), b"", Limits()).output


def test_a_picture_that_needs_more_memory_than_allowed_is_refused() -> None:
    with pytest.raises(Invalid, match=r"more memory|cannot be read safely"):
        receive(picture(Image.new("RGB", (6_000, 6_000))), limits=Limits(memory_bytes=150 * 1024 * 1024))


def test_a_file_that_takes_too_long_is_refused() -> None:
    with pytest.raises(Invalid, match="picture takes too long to read"):
        receive(picture(Image.new("RGB", (4_000, 4_000))), limits=Limits(wall_seconds=0.01))


def test_the_child_loads_neither_server_nor_database_and_no_parser_before_it_needs_one() -> None:
    heavy = {"streamlit", "sqlalchemy", "numpy", "pandas", "PIL", "pikepdf", "pypdfium2", "mammoth"}
    code = f"import sys, workbench.intake.child; print(sorted({heavy!r} & set(sys.modules)))"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def head(**fields: object) -> bytes:
    return json.dumps({"media_type": "", "warnings": []} | fields).encode() + b"\n"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"not json\n",
        b"[]\n",
        b"{}\n",
        b'{"refused": ["x"]}\n',
        b'{"refused": [1, 2]}\n',
        head(kind="script", text=None, pages=[], original=None) + b"",
        head(kind="image", text=None, pages=[], original=5) + b"abc",
        head(kind="image", text=5, pages=[], original=None) + b"",
        head(kind="image", text=None, pages=[["text/html", 1, 1, 3]], original=None) + b"abc",
        head(kind="image", text=None, pages=[["image/webp", 1, 1, 3]], original=None) + b"abc",
    ],
)
def test_an_answer_that_is_no_clean_artifact_is_not_believed(answer: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        unpack_answer(answer)


def test_an_artifact_packed_and_unpacked_is_the_same() -> None:
    whole = receive(picture(Image.new("RGB", (30, 20))))
    assert unpack_answer(pack_answer(whole)) == whole
    pages = Received("pages", "application/pdf", "é\n", whole.pages * 2, b"%PDF-\n\n", ("One. Two.",))
    assert unpack_answer(pack_answer(pages)) == pages
