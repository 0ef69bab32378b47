"""The six correlations as another package finds them: what "checked with pingouin" stands for.

The only module that knows pingouin, which takes seconds to import and is imported when it is asked.
"""

from typing import Any, get_args

import pandas as pd

from analysis.reliability.design import Design
from analysis.reliability.results import Form, Icc

__all__ = ["icc_by_pingouin"]


def icc_by_pingouin(design: Design) -> tuple[Icc, ...]:
    """The six forms of a complete table by pingouin, which rounds the ends of intervals to two decimals."""
    import pingouin

    table = pd.DataFrame({**design.facets, "score": design.score})
    found = pingouin.intraclass_corr(table, targets="sample", raters="rater", ratings="score").set_index("Type")
    return tuple(_icc(form, found.loc[f"ICC({form})"]) for form in get_args(Form))


def _icc(form: Form, row: Any) -> Icc:
    low, high = map(float, row["CI95"])
    f, df1, df2, p = (float(row[column]) for column in ("F", "df1", "df2", "pval"))
    return Icc(form, float(row["ICC"]), low, high, f, df1, df2, p)
