"""Which planted effects do our flags find, beside the informed statistician, and how often is one false?

Run by hand: ``python -m tests.benchmarks.flags [--days N] [--seed N] [--nothing N]``. Prints Markdown.

The same simulated days are read by the flags of the product and, where it has the kind, by `tests.benchmarks.informed`,
who knows thresholds, difficulties and variances. A flag is false where that kind is not planted in that rater; severity
differs between all raters and is not counted.
"""

import argparse

import numpy as np
import pandas as pd

from analysis import score_frame
from analysis.effects import raters_effects
from analysis.facets import fit
from analysis.flags import decided
from analysis.simulate import Day, Plan, simulated_day
from tests.benchmarks.informed import PLANTS, informed, tally

SIZES = ((0.5, 0.4), (0.9, 0.7), (1.3, 1.0), (1.8, 1.4), (2.4, 1.7))
KINDS = tuple(PLANTS)


def ours(day: Day) -> pd.DataFrame:
    """Every flag of the product, as `tally` takes them."""
    frame = score_frame(day.table, list(range(1, day.plan.levels + 1)))
    flags = decided(list(raters_effects(frame, fit(frame)))).flags
    return pd.DataFrame([(flag.rater, flag.kind, True) for flag in flags], columns=["rater", "kind", "flagged"])


def counted(plan: Plan, days: int, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`tally` of our flags and of the informed statistician's, summed over days."""
    sums = [pd.DataFrame(), pd.DataFrame()]
    for rng in np.random.default_rng(seed).spawn(days):
        day = simulated_day(plan, rng)
        for at, flags in enumerate((ours(day), informed(day))):
            sums[at] = sums[at].add(tally(flags, day.truth), fill_value=0)
    return sums[0], sums[1]


def found(total: pd.DataFrame, kind: str) -> str:
    """Share of the planted that were found."""
    return f"{total.loc[kind, 'found'] / total.loc[kind, 'planted']:.0%}"


def false(total: pd.DataFrame) -> str:
    """Share of all flags but severity that are false."""
    rest = total.drop(index="severity", errors="ignore")
    return f"{rest['false'].sum() / max(rest[['found', 'false']].to_numpy().sum(), 1):.1%}"


def flagged_days(days: int, seed: int) -> int:
    """On how many days with nothing planted anything but severity is flagged."""
    return sum(
        bool((ours(simulated_day(Plan(), rng))["kind"] != "severity").any())
        for rng in np.random.default_rng(seed).spawn(days)
    )


def main() -> None:
    """Print the table, and the days on which there was nothing to find."""
    command = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    command.add_argument("--days", type=int, default=40)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--nothing", type=int, default=200, help="days with nothing planted")
    asked = command.parse_args()
    print(f"| drift, bias (levels) | {' | '.join(KINDS)} | false |")
    print("|---" * (len(KINDS) + 2) + "|")
    for drift, bias in SIZES:
        mine, theirs = counted(Plan(plants=PLANTS, sizes={"drift": drift, "bias": bias}), asked.days, asked.seed)
        cells = [f"{found(mine, kind)}{beside(theirs, kind)}" for kind in KINDS]
        print(f"| {drift}, {bias} | {' | '.join(cells)} | {false(mine)} ({false(theirs)}) |", flush=True)
    days = flagged_days(asked.nothing, asked.seed + 1)
    print(f"\nNothing planted but severities: a flag other than severity on {days} of {asked.nothing} days.")


def beside(total: pd.DataFrame, kind: str) -> str:
    """What the informed statistician found, in brackets, of kinds that they ask for."""
    return f" ({found(total, kind)})" if kind in ("drift", "bias", "centrality") else ""


if __name__ == "__main__":
    main()
