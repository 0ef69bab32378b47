"""Is the many-facet measurement fast, and are its standard errors and points right? Prints Markdown.

Run by hand: ``python -m tests.benchmarks.facets [--days N] [--seed N] [--large]``.

Days follow `analysis.simulate`. Standard errors are right when (estimate - truth) / error scatters with a standard
deviation of 1; points when they rise by 1 where the planted severity moves the mean level by 1.
"""

import argparse
import time
from dataclasses import replace

import numpy as np

from analysis import ScoreFrame, score_frame
from analysis.facets import FacetsFit, fit
from analysis.simulate import Day, Plan, simulated_day

EXACT = Plan(profile_sd=0.0, interaction_sd=0.0, group_shift=0.0)
CASES = {
    "the model holds": EXACT,
    "raters see samples differently (sd 0.4)": replace(EXACT, interaction_sd=0.4),
    "samples have profiles too (sd 0.5)": replace(EXACT, interaction_sd=0.4, profile_sd=0.5),
}
SIZES = ((100, 2_000), (400, 20_000))


def frame_of(day: Day) -> ScoreFrame:
    """The scores of a day, without what does not enter a measurement."""
    table = day.table[["sample", "rater", "criterion", "score"]]
    return score_frame(table, list(range(1, day.plan.levels + 1)))


def timed(raters: int, samples: int, seed: int) -> str:
    """CPU seconds of a fit, and how far severities go with the truth."""
    day = simulated_day(Plan(raters=raters, samples=samples), np.random.default_rng(seed))
    frame = frame_of(day)
    start = time.process_time()
    found = fit(frame)
    seconds = time.process_time() - start
    together = np.corrcoef(found.raters["severity"], true(day, found))[0, 1]
    return f"| {len(frame):,} | {raters} | {samples:,} | {seconds:.2f} s | {together:.3f} |"


def true(day: Day, found: FacetsFit, column: str = "severity") -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """(R,) what the raters were made with, in the order of the fit."""
    return day.truth.raters.set_index("rater")[column].loc[found.raters["rater"]].to_numpy()


def scattered(plan: Plan, days: int, seed: int) -> str:
    """How far estimates lie from the truth in standard errors, and how points follow it."""
    errors, model, points, planted = [], [], [], []
    for rng in np.random.default_rng(seed).spawn(days):
        day = simulated_day(plan, rng)
        found = fit(frame_of(day))
        apart = found.raters["severity"].to_numpy() - true(day, found)
        errors.append(apart / found.raters["se"])
        model.append(apart / found.raters["se_model"])
        points.append(found.raters["points"])
        planted.append(true(day, found, "points"))
    slope = np.polyfit(np.concatenate(planted), np.concatenate(points), 1)[0]
    cells = (np.concatenate(errors).std(), np.concatenate(model).std(), slope)
    return " | ".join(f"{cell:.3f}" for cell in cells)


def main() -> None:
    """Print the tables."""
    command = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    command.add_argument("--days", type=int, default=100, help="of 40 raters each")
    command.add_argument("--seed", type=int, default=1)
    asked = command.parse_args()
    print("| scores | raters | samples | CPU | correlation with the truth |\n|---|---|---|---|---|")
    for raters, samples in SIZES:
        print(timed(raters, samples, asked.seed), flush=True)
    print("\n| days on which | sd in standard errors | in those of the model | slope of points |\n|---|---|---|---|")
    for name, plan in CASES.items():
        print(f"| {name} | {scattered(plan, asked.days, asked.seed)} |", flush=True)


if __name__ == "__main__":
    main()
