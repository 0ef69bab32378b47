"""The ``workbench`` command: reads what was asked and calls the command's code, which is imported only then.

Exit codes: 0 done, 1 something is wrong that ``doctor`` names, 2 the options or the surroundings are at fault,
130 stopped with Ctrl-C before the server was up.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from workbench import __version__
from workbench.domain.errors import WorkbenchError

AT_FAULT = 2
WORDS = ("landis-koch", "altman", "krippendorff", "koo-li")
FORMS = ("long", "wide", "tally", "criteria")
INTERVALS = ("jackknife", "analytic", "bootstrap")
MODELS = ("rating_scale", "partial_credit")
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    asked = parser().parse_args(argv)
    one_thread_each()
    command = import_module(f"workbench.commands.{asked.module}")
    try:
        done: int = command.run(asked)
    except WorkbenchError as trouble:
        print(f"workbench: {trouble}", file=sys.stderr)
        return AT_FAULT
    except KeyboardInterrupt:
        return INTERRUPTED
    return done


def one_thread_each() -> None:
    """Let numpy's OpenBLAS, which reads this when it is imported, compute without threads unless told otherwise.

    Our matrices are small: its threads wait for each other five times as long as the work takes, and keep every core
    from the pages of everybody else meanwhile.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    top = argparse.ArgumentParser(
        prog="workbench",
        description="Teachers blind-score shared student work, see how far they agree, and record what proficient is.",
        epilog="Every option is also an environment variable, WORKBENCH_DATA for --data and so on.",
    )
    top.add_argument("--version", action="version", version=f"workbench {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _demo(commands.add_parser("demo", help="an example district on this machine, with links to look around as anybody"))
    _serve(commands.add_parser("serve", help="the workbench for a school; the first start prints a link for the admin"))
    _link(commands.add_parser("link", help="a one-time link for an admin, facilitator or coach: the way (back) in"))
    _analyze(commands.add_parser("analyze", help="every agreement and reliability figure of a file of scores"))
    _simulate(commands.add_parser("simulate", help="a moderation day that never happened, with effects planted in it"))
    _plain(commands.add_parser("migrate", help="bring the database to this program's schema"), "migrate")
    _plain(commands.add_parser("doctor", help="check what the workbench needs, and say what to do"), "doctor")
    return top


def _demo(command: argparse.ArgumentParser) -> None:
    command.set_defaults(module="demo")
    command.add_argument("--port", metavar="N", help="where to listen (default 8501, or the next one that is free)")
    command.add_argument("--data", metavar="DIR", help="folder of the example (default: demo in your data folder)")
    command.add_argument("--no-browser", action="store_true", help="print the links and open nothing")
    command.add_argument("--room", action="store_true", help="let other devices on this network in, as teachers")
    command.add_argument("--fresh", action="store_true", help="start over; the old folder is set aside, never deleted")


def _serve(command: argparse.ArgumentParser) -> None:
    _where(command, "serve")
    command.add_argument("--host", metavar="NAME", help="network address to listen on (default 127.0.0.1)")


def _link(command: argparse.ArgumentParser) -> None:
    _where(command, "link")
    command.add_argument("role", metavar="ROLE", choices=["admin", "facilitator", "coach"], help="admin, ...")
    command.add_argument("name", metavar="NAME", help="display name, in quotes when it has spaces")


def _analyze(command: argparse.ArgumentParser) -> None:
    command.set_defaults(module="analyze")
    command.description = "Say how far raters agree, from a CSV or XLSX file of scores; no account, no database."
    command.epilog = (
        "FILE is long (sample, rater, score and optionally criterion, session, round, occasion ...), wide (sample, one "
        "column per rater), by criterion (sample, rater, one column per criterion) or a tally (sample, count:1, "
        "count:2 ...). Exit codes: 0 done, 2 the file or the options are at fault and nothing was written, 1 our fault."
    )
    add = command.add_argument
    add("file", metavar="FILE", help="CSV or XLSX; - is standard input")
    add("--levels", metavar="L,L,L", action="append", default=[], help="all levels, lowest first; Ideas=1,2,3 for one")
    add("--cut", metavar="L", action="append", default=[], help="lowest level that is proficient; Ideas=3 for one")
    add("--format", metavar="NAME", help="text, json, html or xlsx (default: by the ending of --out, else text)")
    add("--out", metavar="PATH", help="write here instead of standard output")
    add(
        "--intervals",
        metavar="NAME",
        choices=INTERVALS,
        help=f"how ranges are made: {', '.join(INTERVALS)} (default: the first; analytic where there is a formula)",
    )
    add("--replicates", metavar="N", type=_number, help="resamples of the bootstrap (default 1000), and asks for it")
    add("--seed", metavar="N", type=int, default=1, help="of everything drawn at random (default 1)")
    add(
        "--model",
        metavar="NAME",
        choices=MODELS,
        help="rating_scale: all criteria share their steps; partial_credit: each has its own (default: by the levels)",
    )
    add("--words", metavar="NAME", choices=WORDS, help=f"put an author's words on coefficients: {', '.join(WORDS)}")
    add(
        "--form",
        metavar="NAME",
        choices=FORMS,
        help="when the file could be read in two ways",
    )
    add("--sheet", metavar="NAME", help="of a workbook with several")
    add("--skip-row", metavar="N", type=int, action="append", default=[], help="leave a row out, for example a total")
    add("--keep-row", metavar="N", type=int, action="append", default=[], help="it looks like a total and is none")
    add("--skip-column", metavar="NAME", action="append", default=[], help="leave a column out")
    add("--keep-column", metavar="NAME", action="append", default=[], help="it looks like a total and is none")


def _simulate(command: argparse.ArgumentParser) -> None:
    command.set_defaults(module="simulate")
    command.description = "Write the scores of a day that never happened, and the truth: to practise, test and plan."
    command.epilog = (
        "KIND is severity, drift, bias, centrality, extremism, halo, inconsistency or sequence; each rater shows one "
        "at most. DIR gets scores.csv, which workbench analyze reads, truth.json and README.txt. Exit codes: 0 done, "
        "2 the options or the folder are at fault and nothing was written, 1 our fault."
    )
    add = command.add_argument
    add("--out", metavar="DIR", required=True, help="folder of the files; it is made when it is not there")
    add("--seed", metavar="N", type=int, default=1, help="of everything drawn at random (default 1)")
    add("--raters", metavar="N", type=int, help="how many raters (default 40)")
    add("--samples", metavar="N", type=int, help="how many samples of work (default 480)")
    add("--reads", metavar="K", type=int, help="raters who read each sample (default 3)")
    add("--criteria", metavar="N", type=int, help="how many criteria (default 4)")
    add("--levels", metavar="N", type=int, help="how many levels (default 5)")
    add("--schools", metavar="N", type=int, help="schools that read mostly their own work (default none)")
    add("--validity", metavar="N", type=int, help="further samples with a reference, read by all (default 0)")
    add("--echoes", metavar="N", type=int, help="samples that come back to each rater (default 0)")
    add("--plant", metavar="KIND=N", action="append", default=[], help="N raters show this; once for each kind")
    add("--size", metavar="KIND=X", action="append", default=[], help="how much, for example drift=0.7 levels")


def _number(typed: str) -> int:
    """Return how many resamples; argparse says what is wrong."""
    if not typed.isdigit() or not 100 <= int(typed) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{typed} is no number from 100 to 1000000")
    return int(typed)


def _plain(command: argparse.ArgumentParser, module: str) -> None:
    _where(command, module)


def _where(command: argparse.ArgumentParser, module: str) -> None:
    command.set_defaults(module=module)
    command.add_argument("--data", metavar="DIR", help="folder of the database and files (default: your data folder)")
    command.add_argument("--database", metavar="URL", help="PostgreSQL or SQLite address (default: a file in --data)")
    command.add_argument("--files", metavar="URL", help="fsspec address of the files (default: a folder in --data)")
    command.add_argument("--port", metavar="N", help="where to listen (default 8501)")
    command.add_argument("--address", metavar="URL", help="the address that browsers use, if it is another")
