"""Every agreement statistic of the contract on a large file: CPU seconds from an existing score frame.

Run by hand: ``python -m tests.benchmarks.bench_agreement``. 240,000 scores: 20,000 samples, 4 criteria, 3 of 60 raters
each, 4 levels. All statistics but the pairs, each criterion by itself, about the raters who scored; then all criteria
pooled, about raters in general, and the pairs.
"""

from collections.abc import Iterator

import numpy as np

from analysis import ScoreFrame, score_frame
from analysis.measures import MEASURES, estimates
from analysis.pairs import pairs
from tests.benchmarks.bench_alpha import LEVELS, seconds

N_SAMPLES, N_READS, N_RATERS, CRITERIA, CUT = 20_000, 3, 60, ("Ideas", "Evidence", "Voice", "Craft"), 3


def main() -> None:
    frame = score_frame(list(rows(np.random.default_rng(1))), LEVELS)

    def by_criterion(**how: str) -> None:
        fresh = frame.in_round(1)
        for criterion in CRITERIA:
            list(estimates(fresh.only(criterion), CUT, **how))  # type: ignore[arg-type]

    print(f"{len(frame):,} scores, {len(CRITERIA)} criteria, {len(MEASURES)} statistics; CPU seconds, best of 5")
    print(f"each criterion by itself           {seconds(by_criterion):.3f}")
    print(f"all pooled                         {seconds(lambda: list(estimates(frame.in_round(1), CUT))):.3f}")
    print(f"by itself, raters in general       {seconds(lambda: by_criterion(about='raters_in_general')):.3f}")
    print(f"pairs of each criterion            {seconds(lambda: pairs(frame.in_round(1))):.3f}")
    one = frame.only("Ideas")
    for name in MEASURES:
        print(f"  {name:34} {seconds(lambda name=name: asked(one, name)):.4f}")


def asked(frame: ScoreFrame, name: str) -> None:
    """One statistic, the counting of the frame included."""
    from analysis.estimates import estimate
    from analysis.measures import measured

    estimate(measured(name, frame.in_round(1), CUT), {})


def rows(rng: np.random.Generator) -> Iterator[dict[str, object]]:
    """Scores of raters drawn for each sample, who misplace it by chance."""
    quality = rng.normal(2.5, 1.0, (N_SAMPLES, 1, 1))
    noise = rng.normal(0, 0.7, (N_SAMPLES, len(CRITERIA), N_READS))
    scores = np.clip(np.rint(quality + noise), 1, 4).astype(int)
    raters = np.argsort(rng.random((N_SAMPLES, N_RATERS)), axis=1)[:, :N_READS]
    for (sample, criterion, read), score in np.ndenumerate(scores):
        rater = int(raters[sample, read])
        yield {"sample": sample, "criterion": CRITERIA[criterion], "rater": rater, "score": int(score)}


if __name__ == "__main__":
    main()
