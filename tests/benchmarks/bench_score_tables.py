"""Reading a file of scores: CPU seconds and memory, beside pandas, which only parses and checks nothing.

Run by hand: ``python -m tests.benchmarks.bench_score_tables``. Long form with five columns (40 raters, two criteria) in
CSV, in UTF-16 with semicolons, and as XLSX; the same scores in the wide form. Most memory at once is that of the whole
process, so it only grows from line to line.
"""

import io
import resource
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from tests.workbench.exchange.score_tables.written import sheets
from workbench.exchange.score_tables import read_scores

SMALL, LARGE, RATERS = 24_000, 1_000_000, 40


def main() -> None:
    small, large = scores(SMALL), scores(LARGE)
    print(f"{SMALL:,} and {LARGE:,} scores; CPU seconds once, after a first reading of a small file")
    read_scores(csv(small))
    said(f"CSV, {SMALL:,}", csv(small), read_scores)
    said(f"  the same by pandas.read_csv, {SMALL:,}", csv(small), parsed)
    said(f"XLSX, {SMALL:,}", xlsx(small), read_scores)
    said(f"  the same by pandas.read_excel, {SMALL:,}", xlsx(small), parsed_workbook)
    said(f"CSV, {LARGE:,}", csv(large), read_scores)
    said(f"  the same by pandas.read_csv, {LARGE:,}", csv(large), parsed)
    said(f"UTF-16 with semicolons, {LARGE:,}", csv(large, separator=";").decode().encode("utf-16"), read_scores)
    said(f"wide CSV, {LARGE:,}", csv(wide(large)), read_scores)


def scores(n: int) -> pd.DataFrame:
    """Rows of scores, every rater on every sample."""
    rng, at = np.random.default_rng(1), np.arange(n)
    columns = {
        "sample": np.char.mod("S%06d", at // RATERS),
        "rater": np.char.mod("Teacher %d", at % RATERS),
        "criterion": np.where(at // RATERS % 2, "Ideas", "Evidence"),
        "score": rng.integers(1, 5, n),
        "seconds": rng.integers(10, 900, n),
    }
    return pd.DataFrame(columns)


def wide(table: pd.DataFrame) -> pd.DataFrame:
    """A column for each rater."""
    return table.pivot(index=["sample", "criterion"], columns="rater", values="score").reset_index()


def csv(table: pd.DataFrame, *, separator: str = ",") -> bytes:
    """The table as a text file."""
    return table.to_csv(index=False, sep=separator).encode()


def xlsx(table: pd.DataFrame) -> bytes:
    """The table as a workbook, scores and seconds as numbers."""
    return sheets(Scores=[list(table), *table.itertuples(index=False, name=None)])


def parsed(data: bytes) -> pd.DataFrame:
    """What pandas makes of a text file, all texts."""
    return pd.read_csv(io.BytesIO(data), dtype="str", keep_default_na=False)


def parsed_workbook(data: bytes) -> pd.DataFrame:
    """What pandas makes of a workbook, by the same library."""
    return pd.read_excel(io.BytesIO(data), engine="calamine", dtype="str")


def said(what: str, data: bytes, read: Callable[[bytes], object]) -> None:
    """Print how long a file takes."""
    start = time.process_time()
    read(data)
    seconds = time.process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:45} {seconds:6.2f} s   {len(data) / 1e6:6.1f} MB file   {most:5.0f} MB at most")


if __name__ == "__main__":
    main()
