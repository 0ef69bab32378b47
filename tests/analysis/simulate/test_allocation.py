"""Who reads what: loads are equal, nobody reads a sample twice, and all raters are linked."""

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.simulate import Plan, simulated_day
from analysis.simulate.allocation import dealt


def reads(plan: Plan, seed: int = 1) -> pd.DataFrame:
    return simulated_day(plan, np.random.default_rng(seed)).table.query("criterion == 'Ideas'")


def parts(table: pd.DataFrame) -> int:
    raters, samples = table["rater"].factorize()[0], table["sample"].factorize()[0]
    total = raters.max() + samples.max() + 2
    links = coo_array((np.ones(len(table)), (raters, raters.max() + 1 + samples)), shape=(total, total))
    return connected_components(links, directed=False)[0]


@pytest.mark.parametrize("n", [{}, {"samples": 37, "raters": 8}, {"samples": 100, "raters": 9, "reads": 8}])
def test_every_sample_has_its_reads_by_different_raters_whose_loads_are_equal(n):
    plan = Plan(**n)
    table = reads(plan)
    by_sample = table.groupby("sample")["rater"].agg(["size", "nunique"])
    loads = table["rater"].value_counts()
    assert (by_sample == plan.reads).all().all()
    assert loads.max() - loads.min() <= 1
    assert loads.min() == plan.load


def test_a_full_cross_is_read_by_everybody():
    table = reads(Plan(raters=6, samples=30, reads=6))
    assert len(table) == 180
    assert table.groupby("rater")["sample"].nunique().eq(30).all()


@pytest.mark.parametrize("seed", range(10))
def test_raters_are_linked_also_where_there_is_little_to_link_them(seed):
    assert parts(reads(Plan(raters=40, samples=21, reads=3), seed)) == 1


def test_no_heap_of_any_size_is_dealt_a_rater_twice():
    rng = np.random.default_rng(5)
    for _ in range(200):
        raters = int(rng.integers(1, 9))
        sizes = rng.integers(1, raters + 1, 30)
        given = dealt(sizes, raters, rng)
        heaps = np.split(given, np.cumsum(sizes)[:-1])
        assert all(len(set(heap)) == len(heap) for heap in heaps)
        assert np.ptp(np.bincount(given, minlength=raters)) <= 1


def test_most_reads_stay_in_the_school_and_the_others_link_the_schools():
    table = reads(Plan(raters=60, samples=1200, schools=3, local_share=0.9))
    local = table["sample_school"] == table["rater_school"]
    assert local.mean() == pytest.approx(0.9, abs=1e-9)
    assert table.groupby("sample")["rater"].nunique().eq(3).all()
    assert table.groupby("rater_school")["rater"].value_counts().groupby("rater_school").agg(np.ptp).max() <= 1
    assert table.groupby("rater_school")["rater"].nunique().tolist() == [20, 20, 20]
    assert parts(table) == 1


def test_everybody_reads_the_validity_samples_and_only_they_have_a_reference():
    table = reads(Plan(validity=5))
    with_reference = table[table["reference"].notna()]
    assert with_reference["sample"].nunique() == 5
    assert with_reference.groupby("sample")["rater"].nunique().eq(40).all()
    assert table["rater"].value_counts().eq(41).all()


def test_queues_are_counted_from_one_and_shuffled_for_each_rater():
    table = reads(Plan(raters=6, samples=60, reads=6))
    assert table.groupby("rater")["position"].apply(list).map(lambda got: got == list(range(1, 61))).all()
    assert table.pivot(index="sample", columns="rater", values="position").corr().to_numpy().min() < 0.5


def test_all_read_in_one_order_where_that_is_asked_for():
    table = reads(Plan(raters=6, samples=60, reads=6, same_order=True))
    assert table.groupby("sample")["position"].nunique().eq(1).all()


def test_echoes_return_later_to_the_same_rater():
    table = reads(Plan(echoes=4, validity=2))
    assert table[table["occasion"] == 2].groupby("rater").size().eq(4).all()
    both = table.pivot(index=["rater", "sample"], columns="occasion", values="position").dropna()
    assert len(both) == 160
    assert (both[2] > both[1]).all()


def test_time_goes_on_and_pauses_once():
    table = reads(Plan())
    given = pd.to_datetime(table["scored_at"])
    gaps = given.groupby(table["rater"]).diff().dt.total_seconds()
    waits = gaps - table["seconds"]
    assert gaps.dropna().gt(0).all()
    assert set(waits.dropna()) == {0.0, 2700.0}
    assert (waits == 2700).groupby(table["rater"]).sum().eq(1).all()
    assert given.min() >= pd.Timestamp("2026-05-16T09:00:00Z")
