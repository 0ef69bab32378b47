"""Severities that were planted are found, as well known as the fit says they are."""

import numpy as np
import pytest

from analysis import score_frame
from analysis.facets import fit
from analysis.facets.curves import probabilities
from tests.analysis.facets.days import Shape, day

SHAPE = Shape(raters=30, samples=240, reads=3, criteria=3, levels=5)


def scattered(shape, column, n_days=6):
    """Standard deviation of how far estimates lie from the truth, in standard errors."""
    rng = np.random.default_rng(7)
    apart = []
    for _ in range(n_days):
        truth = day(rng, shape)
        raters = fit(truth.frame).raters
        apart.append((raters["severity"] - truth.severity) / raters[column])
    return float(np.concatenate(apart).std())


def test_standard_errors_are_right_where_the_model_holds():
    assert scattered(SHAPE, "se_model") == pytest.approx(1, abs=0.12)
    assert scattered(SHAPE, "se") == pytest.approx(1, abs=0.12)


def test_standard_errors_allow_for_what_the_scores_of_a_read_have_in_common():
    shape = Shape(raters=30, samples=240, reads=3, criteria=6, levels=5, interaction=0.6)
    assert scattered(shape, "se_model") > 1.25
    assert scattered(shape, "se") == pytest.approx(1, abs=0.15)


def two_schools(seed, extra):
    """Contrast of two schools' severities, one logit apart; samples one logit apart too, one read in ten crosses."""
    rng = np.random.default_rng(seed)
    school, home = np.arange(20) % 2, np.arange(300) % 2
    drawn = rng.normal(0, 0.3, 20) + school
    true = drawn[school == 1].mean() - drawn[school == 0].mean()
    rows = []
    for sample, at in enumerate(home):
        own, other = (rng.permutation(np.flatnonzero(school == which)) for which in (at, 1 - at))
        readers = [other[k] if rng.random() < 0.1 else own[k] for k in range(3)]
        measure = rng.normal(at, 1.5)
        for rater in readers:
            for criterion in range(4):
                logit = np.full((1, 1), measure - drawn[rater])
                chance = probabilities(logit, np.array([[-2, -0.6, 0.6, 2]])).ravel()
                score = 1 + int(rng.choice(5, p=chance))
                rows.append((f"s{sample}", f"r{rater:02}", f"c{criterion}", score, f"{at}", f"{school[rater]}"))
    names = ["sample", "rater", "criterion", "score", "sample_school", "rater_school"]
    table = [dict(zip(names, row, strict=True)) for row in rows]
    kept = [{key: row[key] for key in (*names[:4], *extra)} for row in table]
    found = fit(score_frame(kept, [1, 2, 3, 4, 5]))
    severity = found.raters["severity"].to_numpy()
    return severity[school == 1].mean() - severity[school == 0].mean() - true, found.population


@pytest.mark.parametrize(
    ("extra", "population"), [(["sample_school"], "each school"), (["rater_school"], "set of schools"), ([], "pool")]
)
def test_schools_are_compared_on_what_both_read(extra, population):
    apart, says = two_schools(3, extra)
    assert population in says
    assert abs(apart) < 0.25
