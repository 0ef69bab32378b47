"""A rater who is more severe on one criterion than colleagues are."""

import numpy as np
import pytest

from analysis import score_frame
from analysis.effects import raters_effects
from analysis.facets import fit
from analysis.flags import decided
from analysis.leaning import bias_by_criterion
from analysis.panel.joint import panel_of
from analysis.simulate import Plan, simulated_day

LEVELS = [1, 2, 3, 4, 5]


@pytest.fixture(scope="module")
def table():
    return simulated_day(Plan(raters=12, samples=120), np.random.default_rng(8)).table


def strict_on(table, criterion, rater, by=1):
    harsh = (table["criterion"] == criterion) & (table["rater"] == rater)
    return score_frame(table.assign(score=(table["score"] - by * harsh).clip(1, 5).round().astype(int)), LEVELS)


def test_one_criterion_of_one_rater_is_found_at_its_size(table):
    criterion, rater = sorted(set(table["criterion"]))[1], sorted(set(table["rater"]))[4]
    frame = strict_on(table, criterion, rater)
    found = {one.rater: one for one in bias_by_criterion(panel_of(frame))}
    assert found[rater].level == criterion
    assert found[rater].estimate == pytest.approx(0.9, abs=0.3)
    flag = next(one for one in decided(list(raters_effects(frame, fit(frame)))).flags if one.criterion)
    assert (flag.rater, flag.criterion) == (rater, criterion)
    assert f"the scores of {rater} on {criterion} were about" in str(flag.says)


def test_leniency_on_a_criterion_is_said_as_such(table):
    criterion, rater = sorted(set(table["criterion"]))[0], sorted(set(table["rater"]))[2]
    frame = strict_on(table, criterion, rater, by=-2)
    flag = next(one for one in decided(list(raters_effects(frame, fit(frame)))).flags if one.criterion)
    assert flag.estimate < 0
    assert "levels higher than on the other criteria" in str(flag.says)


def test_each_rater_has_one_criterion_at_most(table):
    found = list(bias_by_criterion(panel_of(score_frame(table, LEVELS))))
    assert len({one.rater for one in found}) == len(found) == 12


def test_one_criterion_has_no_other_to_be_beside(table):
    alone = table[table["criterion"] == table["criterion"].iloc[0]]
    assert list(bias_by_criterion(panel_of(score_frame(alone, LEVELS)))) == []
