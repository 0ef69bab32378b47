"""How long is ``workbench analyze`` from a cold start?

Run by hand: ``python -m tests.benchmarks.bench_analyze``. CPU seconds of the whole command, best of three, imports
included: a department's meeting and a moderation day with gaps, as text and as one web page.
"""

import csv
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

TIMES = 3
# pieces, criteria, raters, raters a piece
SIZES = {"meeting": (12, 2, 8, 8), "moderation day": (600, 4, 40, 10)}


def main() -> None:
    rng = np.random.default_rng(1)
    with tempfile.TemporaryDirectory() as folder:
        for name, size in SIZES.items():
            file = Path(folder, "scores.csv")
            n = write(file, size, rng)
            for wanted in ("text", "html", "json"):
                best = min(seconds(file, wanted) for _ in range(TIMES))
                print(f"{name:<16}{n:>8} scores  {wanted:<6}{best:6.2f} s")


def write(file: Path, size: tuple[int, int, int, int], rng: np.random.Generator) -> int:
    """Write a long table on four levels; return how many scores it has."""
    pieces, criteria, raters, reads = size
    severity, quality = rng.normal(0, 0.2, raters), rng.normal(2.5, 1.0, (pieces, criteria))
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["sample", "rater", "criterion", "score"])
        for piece in range(pieces):
            for rater in rng.choice(raters, reads, replace=False):
                for criterion in range(criteria):
                    given = quality[piece, criterion] - severity[rater] + rng.normal(0, 0.6)
                    table.writerow([f"s{piece}", f"r{rater}", f"c{criterion}", int(np.clip(round(given), 1, 4))])
    return pieces * reads * criteria


def seconds(file: Path, wanted: str) -> float:
    """CPU seconds of one run of the command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "workbench", "analyze", str(file), "--levels", "1,2,3,4", "--cut", "3"]
    subprocess.run([*command, "--format", wanted], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
