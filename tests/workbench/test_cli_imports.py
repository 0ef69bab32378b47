"""The command imports a command's code when it is called, so `analyze` and `--help` start at once."""

import subprocess
import sys

import pytest

HEAVY = ("alembic", "pandas", "pingouin", "plotly", "scipy", "sqlalchemy", "streamlit")


@pytest.mark.parametrize("module", ["workbench.cli", "workbench.__main__"])
def test_the_command_loads_nothing_heavy_before_it_knows_what_is_asked(module):
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.isdisjoint(HEAVY), sorted(loaded.intersection(HEAVY))
