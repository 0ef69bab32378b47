"""Ordinal alpha with a bootstrap interval, beside calling the krippendorff package in a loop.

Run by hand: ``python -m tests.benchmarks.bench_alpha``. 60,000 scores of one criterion (20,000 samples, 3 of 60 raters
each, 4 levels), 1,000 resamples of whole samples. The package is given counts of values per sample, the faster of its
two inputs, and is timed on a few resamples, the same work repeated.
"""

from collections.abc import Callable
from time import process_time

import krippendorff
import numpy as np

from analysis import ScoreFrame, score_frame
from analysis.alpha import krippendorff_alpha

N_SAMPLES, N_READS, N_RATERS, LEVELS = 20_000, 3, 60, (1, 2, 3, 4)
REPLICATES, PEER_REPLICATES, TIMES = 1_000, 30, 5


def main() -> None:
    rng = np.random.default_rng(1)
    frame = scored(rng)
    counts = np.asarray(frame.cells)

    def ours() -> float | None:
        fresh = frame.in_round(1)
        return krippendorff_alpha(fresh, replicates=REPLICATES, rng=np.random.default_rng(1)).value

    def theirs() -> None:
        for _ in range(PEER_REPLICATES):
            drawn = counts[rng.integers(0, N_SAMPLES, N_SAMPLES)]
            krippendorff.alpha(value_counts=drawn, value_domain=LEVELS, level_of_measurement="ordinal")

    peer_value = krippendorff.alpha(value_counts=counts, value_domain=LEVELS, level_of_measurement="ordinal")
    our_seconds, peer_seconds = seconds(ours), seconds(theirs) * REPLICATES / PEER_REPLICATES
    print(f"{len(frame):,} scores, {REPLICATES:,} resamples, CPU seconds, best of {TIMES}")
    print(f"value         ours {ours():.12f}   package {peer_value:.12f}")
    print(
        f"bootstrap     ours {our_seconds:.4f}   package {peer_seconds:.1f}   {peer_seconds / our_seconds:,.0f} times"
    )
    print(f"jackknife     ours {seconds(lambda: krippendorff_alpha(frame.in_round(1))):.4f}")


def scored(rng: np.random.Generator) -> ScoreFrame:
    quality = rng.normal(2.5, 1.0, (N_SAMPLES, 1))
    scores = np.clip(np.rint(quality + rng.normal(0, 0.7, (N_SAMPLES, N_READS))), 1, 4).astype(int)
    raters = np.argsort(rng.random((N_SAMPLES, N_RATERS)), axis=1)[:, :N_READS]
    rows = (
        {"sample": sample, "rater": int(rater), "score": int(score)}
        for sample in range(N_SAMPLES)
        for rater, score in zip(raters[sample], scores[sample], strict=True)
    )
    return score_frame(rows, LEVELS)


def seconds(task: Callable[[], object]) -> float:
    """CPU seconds of the fastest of a few runs."""
    took = []
    for _ in range(TIMES):
        start = process_time()
        task()
        took.append(process_time() - start)
    return min(took)


if __name__ == "__main__":
    main()
