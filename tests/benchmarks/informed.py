"""What could anybody find? Simulated days, read by somebody who knows all but what is to be found; prints Markdown.

Run by hand: ``python -m tests.benchmarks.informed [--days N] [--seed N]``.

*The informed statistician* knows the thresholds, the difficulties and every variance of a day (also how far the errors
of a halo rater go together, and which share of a rater's scores is random), and knows where on the scale each score was
given, so that the ordinal model becomes a linear one without loss: the working response is the point of the scale plus
(score - expected) / information, with variance 1 / information. Samples' qualities are not known: they are random
effects, as are sample x criterion and rater x sample, with their true variances. Every rater has a severity, a drift
over the day, a contrast between the student groups and, if wanted, a slope of their own; all are estimated together by
generalised least squares, relative to the panel. What a flag takes is what it takes in the product: the 95% interval
excludes the null, the size passes its threshold, and Benjamini-Hochberg at 5% within all kinds but severity, for bias
also within bias.

A method that knows less cannot be expected to find more; `tally` counts its flags in the same way.
"""

import argparse
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.stats import norm

from analysis.simulate import Day, Plan, Truth, simulated_day
from analysis.simulate.population import Population
from analysis.simulate.scale import level_shares
from analysis.simulate.truth import BETTER, GROUP

Reals = NDArray[np.float64]

THRESHOLD = 0.25
CENTRAL, EXTREME = 0.75, 1.33
RATE = 0.05
SEVERITY, DRIFT, CONTRAST, SLOPE = range(4)
PLANTS = dict.fromkeys(("drift", "bias", "centrality", "halo", "inconsistency"), 2)


@dataclass(frozen=True)
class Seen:
    """A day as arrays: S samples, K reads of each, C criteria.

    Parameters
    ----------
    rater, moment
        (S, K) who, and how far through the queue, from -0.5 to 0.5.
    better
        (S,) the student group, 1 - share or -share.
    halo
        (S, K) how far the errors of a read go together.
    response, information
        (S, K, C) working responses without the difficulties, and their precisions.
    """

    rater: NDArray[np.intp]
    moment: Reals
    better: Reals
    halo: Reals
    response: Reals
    information: Reals


def seen(day: Day) -> Seen:
    """Linearise a day at its truth; echoes and validity samples are left out."""
    plan, truth = day.plan, day.truth
    table = day.table[day.table["occasion"] == 1] if plan.echoes else day.table
    reads = table.iloc[:: plan.criteria]
    sample = pd.Index(truth.samples["sample"]).get_indexer(reads["sample"])
    order = np.argsort(sample, kind="stable")
    order = order[~truth.samples["validity"].to_numpy()[sample[order]]]
    shape = (-1, plan.reads)
    which = sample[order].reshape(shape)[:, 0]
    rater = pd.Index(truth.raters["rater"]).get_indexer(reads["rater"])[order].reshape(shape)
    last = day.table.groupby("rater")["position"].max().reindex(truth.raters["rater"]).to_numpy()
    moment = (reads["position"].to_numpy()[order].reshape(shape) - 1) / np.maximum(last[rater] - 1, 1) - 0.5
    better = (truth.samples[GROUP].to_numpy() == BETTER)[which]
    score = table["score"].to_numpy().reshape(len(reads), -1)[order].reshape(*rater.shape, -1)
    point = _points_of_scale(truth, which, rater, moment) - truth.criteria["difficulty"].to_numpy()
    noise, halo = (_sizes(truth, kind)[rater] for kind in ("inconsistency", "halo"))
    pull, information = _linear(plan, truth, point, score, noise[..., None])
    response = point + truth.criteria["difficulty"].to_numpy() + pull / information
    return Seen(rater, moment, better - plan.group_share, halo, response, information)


def _sizes(truth: Truth, kind: str) -> Reals:
    return np.nan_to_num(truth.raters["size"].where(truth.raters["kind"] == kind).to_numpy())


def _linear(plan: Plan, truth: Truth, point: Reals, score: NDArray[np.intp], noise: Reals) -> tuple[Reals, Reals]:
    """(S, K, C) derivative of each score's log likelihood, and its information; a share of scores may be random.

    Without such a share they are score - expected and the variance of the score. The derivative is taken off its mean
    over the interaction, which would otherwise look like a slope: near the ends of the scale a read that stands higher
    moves a score by less than one that stands lower.
    """
    levels = np.arange(1.0, plan.levels + 1)[:, None, None, None]
    shares = level_shares(point, truth.thresholds)
    slopes = (1 - noise) * shares * (levels - (levels * shares).sum(axis=0))
    given = (1 - noise) * shares + noise / plan.levels
    pulls = slopes / given
    at, weights = np.polynomial.hermite_e.hermegauss(7)
    nearby = (level_shares(point + plan.interaction_sd * one, truth.thresholds) for one in at)
    around = sum(share * there for share, there in zip(weights / weights.sum(), nearby, strict=True))
    mean = (pulls * ((1 - noise) * around + noise / plan.levels)).sum(axis=0)
    chosen = np.take_along_axis(pulls, score[None] - 1, axis=0)[0]
    return chosen - mean, np.maximum((slopes**2 / given).sum(axis=0), 1e-6)


def _points_of_scale(truth: Truth, which: NDArray[np.intp], rater: NDArray[np.intp], moment: Reals) -> Reals:
    """(S, K, C) measure, profile, severity and what is planted; the interaction is known to nobody."""

    def of(*kinds: str) -> Reals:
        return np.nan_to_num(truth.raters["logits"].where(truth.raters["kind"].isin(kinds)).to_numpy())[rater]

    slope = np.where(of("centrality", "extremism") == 0, 1.0, of("centrality", "extremism"))
    against = truth.raters["group_level"].to_numpy()[rater] == truth.samples[GROUP].to_numpy()[which][:, None]
    taken = truth.raters["severity"].to_numpy()[rater] + of("drift") * moment + of("bias") * against
    work = (truth.samples["measure"].to_numpy()[:, None] + truth.profile)[which]
    return slope[..., None] * work[:, None, :] - taken[..., None]


def informed(day: Day, *, slopes: bool = True) -> pd.DataFrame:
    """Estimate everything together, and flag.

    Parameters
    ----------
    day
        Without schools: one population of samples.
    slopes
        Whether raters have slopes of their own: without, a central rater looks as if against the better group.

    Returns
    -------
    DataFrame
        A row a rater and kind: ``rater, kind, estimate, se, z`` (logits; positive is lower scores, for bias lower for
        the better group; a slope minus the panel's), ``points, low, high`` (levels; for slopes the slope in levels),
        ``p, q``, ``flagged``.
    """
    plan, found = day.plan, seen(day)
    plain = np.stack([-np.ones_like(found.moment), -found.moment, -_spread(found)], axis=-1)
    estimate, spread = _least_squares(plan, found, plain)
    if slopes:
        work = _from_others(plan, found, _relative(estimate, spread)[0])
        estimate, spread = _least_squares(plan, found, np.concatenate([plain, work[..., None]], axis=-1))
    estimate, se = _relative(estimate, spread)
    return _flagged(day, estimate, se)


def _spread(found: Seen) -> Reals:
    return np.broadcast_to(found.better[:, None], found.moment.shape)


def _least_squares(plan: Plan, found: Seen, design: Reals) -> tuple[Reals, Reals]:
    """(R, P) estimates and (R, P, R, P) their covariance, from designs (S, K, P) that hold for every criterion."""
    n_samples, n_reads, n_criteria = found.response.shape
    read, criterion = np.divmod(np.arange(n_reads * n_criteria), n_criteria)
    shared = plan.sample_sd**2 + plan.profile_sd**2 * (criterion[:, None] == criterion)
    shared = shared + plan.interaction_sd**2 * (read[:, None] == read)
    noise = np.sqrt(1 / found.information).reshape(n_samples, -1)
    halo = np.repeat(found.halo, n_criteria, axis=1)[:, None] * (read[:, None] == read)
    together = halo + (1 - halo) * np.eye(len(read))
    weight = np.linalg.inv(shared + noise[:, :, None] * together * noise[:, None])
    pulled = (weight @ found.response.reshape(n_samples, -1, 1)).reshape(found.response.shape).sum(axis=2)
    shape = (n_samples, n_reads, n_criteria, n_reads, n_criteria)
    between = weight.reshape(shape).sum(axis=(2, 4))
    size = plan.raters * design.shape[2]
    column = found.rater[..., None] * design.shape[2] + np.arange(design.shape[2])
    products = np.einsum("sap,sab,sbq->sapbq", design, between, design)
    rows = np.broadcast_to(column[:, :, :, None, None], products.shape)
    columns = np.broadcast_to(column[:, None, None], products.shape)
    normal = coo_array((products.ravel(), (rows.ravel(), columns.ravel())), shape=(size, size)).toarray()
    right = np.bincount(column.ravel(), (design * pulled[..., None]).ravel(), minlength=size)
    spread = np.linalg.inv(normal)
    by_rater = (plan.raters, design.shape[2])
    return (spread @ right).reshape(by_rater), spread.reshape(by_rater * 2)


def _relative(estimate: Reals, spread: Reals) -> tuple[Reals, Reals]:
    """Estimates minus the panel's mean, with standard errors."""
    off, se = estimate.copy(), np.empty_like(estimate)
    centre = np.eye(len(estimate)) - 1 / len(estimate)
    for effect in range(estimate.shape[1]):
        off[:, effect] = centre @ estimate[:, effect]
        se[:, effect] = np.sqrt(np.diag(centre @ spread[:, effect, :, effect] @ centre))
    return off, se


def _from_others(plan: Plan, found: Seen, effects: Reals) -> Reals:
    """(S, K) how good a sample is by everybody else's reads of it, shrunken to its group's mean.

    An estimate from others is independent of the rater's own errors, so that the slope on it is not attenuated.
    """
    weight = found.information.sum(axis=2)
    mean = (found.information * found.response).sum(axis=2) / weight
    own = effects[found.rater]
    mean = mean + own[..., SEVERITY] + own[..., DRIFT] * found.moment + own[..., CONTRAST] * found.better[:, None]
    precision = 1 / (plan.interaction_sd**2 + 1 / weight)
    prior = 1 / (plan.sample_sd**2 + plan.profile_sd**2 / plan.criteria)
    of_all = (precision * mean).sum(axis=1, keepdims=True) - precision * mean
    before = prior * plan.group_shift * found.better[:, None]
    return (before + of_all) / (prior + precision.sum(axis=1, keepdims=True) - precision)


def _flagged(day: Day, estimate: Reals, se: Reals) -> pd.DataFrame:
    parts = [
        pd.DataFrame({"rater": day.truth.raters["rater"], "effect": effect, "estimate": at, "se": error})
        for effect, (at, error) in enumerate(zip(estimate.T, se.T, strict=True))
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows["z"] = rows["estimate"] / rows["se"]
    rows["p"] = 2 * norm.sf(rows["z"].abs())
    reach = norm.isf(0.025) * rows["se"]
    in_levels = {"points": rows["estimate"], "low": rows["estimate"] - reach, "high": rows["estimate"] + reach}
    curves = _curves(day.plan)
    for name, logits in in_levels.items():
        rows[name] = np.nan
        for effect, (grid, levels) in curves.items():
            there = rows["effect"] == effect
            rows.loc[there, name] = np.interp(logits[there], grid, levels)
    kinds = np.array(["severity", "drift", "bias", "centrality"])[rows["effect"]]
    rows["kind"] = np.where((rows["effect"] == SLOPE) & (rows["estimate"] > 0), "extremism", kinds)
    rows["q"] = _with_others(rows)
    slope, size = rows["effect"] == SLOPE, rows["points"]
    large = np.where(slope, (size < CENTRAL) | (size > EXTREME), size.abs() >= THRESHOLD)
    rows["flagged"] = large & (rows["q"] <= RATE) & (rows["p"] <= RATE)
    return rows[["rater", "kind", "estimate", "se", "z", "points", "low", "high", "p", "q", "flagged"]]


def _curves(plan: Plan) -> dict[int, tuple[Reals, Reals]]:
    """What effects of some sizes in logits do to an average rater's scores, in levels."""
    population, grid = Population(plan), np.linspace(-8, 8, 65)
    moved = population.expected(-grid / 2) - population.expected(grid / 2)
    fallen = np.empty(len(grid))
    for better in (True, False):
        there = (grid > 0) == better
        fall = population.expected(0.0, better=better) - population.expected(np.abs(grid[there]), better=better)
        fallen[there] = fall * (1 if better else -1)
    slopes = np.linspace(-1, 4, 21)
    sloped = np.array([population.slope_in_points(0.0, 1 + one) for one in slopes])
    return {SEVERITY: (grid, moved), DRIFT: (grid, moved), CONTRAST: (grid, fallen), SLOPE: (slopes, sloped)}


def _with_others(rows: pd.DataFrame) -> Reals:
    """Benjamini-Hochberg within severity, and within everything else; the larger where bias stands alone too."""
    q = np.empty(len(rows))
    severity, bias = rows["effect"] == SEVERITY, rows["effect"] == CONTRAST
    for family in (severity, ~severity):
        q[family] = adjusted(rows["p"][family].to_numpy())
    q[bias] = np.maximum(q[bias], adjusted(rows["p"][bias].to_numpy()))
    return q


def adjusted(p: Reals) -> Reals:
    """Benjamini and Hochberg's q of each p."""
    order = np.argsort(p)[::-1]
    ranked = p[order] * len(p) / np.arange(len(p), 0, -1)
    q = np.empty_like(p)
    q[order] = np.minimum(np.minimum.accumulate(ranked), 1.0)
    return q


def tally(flags: pd.DataFrame, truth: Truth) -> pd.DataFrame:
    """Count by kind: ``planted``, ``found`` of these, and ``false``: flagged where that kind is not planted.

    Parameters
    ----------
    flags
        Columns ``rater``, ``kind``, ``flagged``; a row a rater and kind, of any method.
    truth
        What was planted. Severities differ between all raters: no flag of severity is false.
    """
    flagged = flags[flags["flagged"].astype(bool)].drop_duplicates(["rater", "kind"])
    planted = truth.raters.set_index("rater")["kind"]
    right = flagged["kind"].to_numpy() == planted[flagged["rater"]].to_numpy()
    counts = {
        "planted": planted[planted != ""].value_counts(),
        "found": flagged["kind"][right].value_counts(),
        "false": flagged["kind"][~right & (flagged["kind"] != "severity").to_numpy()].value_counts(),
    }
    return pd.DataFrame(counts).fillna(0).astype(int)


def over_days(plan: Plan, days: int, seed: int) -> tuple[pd.DataFrame, int]:
    """Sum `tally` over days; and on how many days anything but severity was flagged."""
    total, with_flags = pd.DataFrame(columns=["planted", "found", "false"]), 0
    for rng in np.random.default_rng(seed).spawn(days):
        day = simulated_day(plan, rng)
        flags = informed(day)
        with_flags += bool(flags["flagged"][flags["kind"] != "severity"].any())
        total = total.add(tally(flags, day.truth), fill_value=0)
    return total.astype(int), with_flags


def main() -> None:
    """Print what is found at several sizes, and how often something that is not there."""
    command = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    command.add_argument("--days", type=int, default=50)
    command.add_argument("--seed", type=int, default=1)
    asked = command.parse_args()
    print("| drift, bias (levels) | drift found | bias found | centrality found | false of all but severity |")
    print("|---|---|---|---|---|")
    for drift, bias in ((0.5, 0.4), (0.9, 0.7), (1.3, 1.0), (1.8, 1.4), (2.4, 1.7)):
        plan = Plan(plants=PLANTS, sizes={"drift": drift, "bias": bias})
        total, _ = over_days(plan, asked.days, asked.seed)
        shares = [f"{total.loc[kind, 'found'] / total.loc[kind, 'planted']:.0%}" for kind in list(PLANTS)[:3]]
        counted = total.drop(index="severity", errors="ignore")
        false = counted["false"].sum() / max(counted[["found", "false"]].to_numpy().sum(), 1)
        print(f"| {drift}, {bias} | {' | '.join(shares)} | {false:.1%} |", flush=True)
    _, with_flags = over_days(Plan(), asked.days, asked.seed)
    print(f"\nNothing planted: a flag other than severity on {with_flags} of {asked.days} days.")


if __name__ == "__main__":
    main()
