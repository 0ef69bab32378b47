"""The log: one line per event, and never an error's own text, whoever writes it."""

import subprocess
import sys

SAYS_TOO_MUCH = """
import logging
from workbench.services import eventlog

eventlog.start()
trouble = ValueError("Ana gave Maple level 3")
logging.getLogger("asyncio").error("Task exception was never retrieved", exc_info=trouble)
logging.getLogger("sqlalchemy.pool").error("Exception for %s", "Ana")
logging.getLogger("anybody").info("not even this")
"""


def test_a_line_of_somebody_elses_logger_says_where_and_nothing_more():
    done = subprocess.run([sys.executable, "-c", SAYS_TOO_MUCH], capture_output=True, text=True, check=True)
    lines = done.stderr.splitlines()
    assert [line.split()[1:3] for line in lines] == [["ERROR", "asyncio"], ["ERROR", "sqlalchemy.pool"]]
    assert "Ana" not in done.stderr
