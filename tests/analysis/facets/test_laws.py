"""Laws that hold for any measurement."""

import numpy as np
import pandas as pd
import pytest

from analysis import score_frame
from analysis.facets import fit
from tests.analysis.facets.days import Shape, day

LEVELS = [1, 2, 3, 4]


@pytest.fixture(scope="module")
def truth():
    return day(np.random.default_rng(21), Shape(raters=6, samples=30))


def measures(table, levels=LEVELS):
    found = fit(score_frame(table, levels))
    return found.raters["severity"].to_numpy(), found.samples.set_index("sample")["measure"]


def test_the_order_of_rows_never_matters(truth):
    shuffled = truth.table.sample(frac=1, random_state=3)
    assert (measures(shuffled)[0] == measures(truth.table)[0]).all()


def test_names_never_matter(truth):
    renamed = truth.table.assign(sample="piece " + truth.table["sample"])
    assert measures(renamed)[0] == pytest.approx(measures(truth.table)[0])


def test_turning_the_scale_round_turns_the_signs(truth):
    turned = truth.table.assign(score=5 - truth.table["score"])
    (severity, measure), (other, opposite) = measures(truth.table), measures(turned)
    assert other == pytest.approx(-severity, abs=1e-4)
    assert opposite.to_numpy() == pytest.approx(-measure.to_numpy(), abs=1e-3)


def test_labels_are_levels_in_their_order(truth):
    labels = truth.table.assign(score=truth.table["score"].map(dict(enumerate("abcd", 1))))
    assert measures(labels, list("abcd"))[0] == pytest.approx(measures(truth.table)[0])


def test_a_second_round_changes_nothing(truth):
    again = truth.table.assign(round=2, score=4)
    both = pd.concat([truth.table.assign(round=1), again])
    assert (measures(both)[0] == measures(truth.table)[0]).all()
