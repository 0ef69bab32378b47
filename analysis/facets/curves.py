"""The model of one score: how likely is each level, for a sample this strong, read by this rater on this criterion?

log(P_k / P_k-1) = sample - severity - difficulty - step_k (Linacre 1989; rating scale, Andrich 1978; partial credit,
Masters 1982). Everything the estimators need follows from the probabilities: what score to expect, its variance, and
how both hang on the steps.
"""

from dataclasses import dataclass

import numpy as np

from analysis.sums import Codes, Floats

__all__ = ["NO_STEP", "Curves", "curves", "moments", "probabilities"]

NO_STEP = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """What the model says of n scores at Q logits each; K categories, numbered from 0.

    Parameters
    ----------
    log_likelihood
        (n, Q) logarithm of the probability of the category that was given.
    reached
        (K - 1, n, Q) probability of category j or a higher one, j from 1.
    expected, variance
        (n, Q) of the category.
    covariance
        (K - 1, n, Q) between the category and whether it is j or higher.
    """

    log_likelihood: Floats
    reached: Floats
    expected: Floats
    variance: Floats
    covariance: Floats


def curves(logit: Floats, steps: Floats, category: Codes) -> Curves:
    """What the model says of n scores.

    Parameters
    ----------
    logit
        (n, Q) sample minus severity minus difficulty.
    steps
        (n, K - 1) or (1, K - 1) thresholds in logits; `NO_STEP` where a scale has fewer categories.
    category
        (n,) the category given.
    """
    probability, log_total = _probabilities(logit, steps)
    cost = np.concatenate([np.zeros((len(steps), 1)), np.cumsum(steps, axis=1)], axis=1)
    own = cost[0, category] if len(steps) == 1 else cost[np.arange(len(category)), category]
    log_likelihood = category[:, None] * logit - own[:, None] - log_total
    reached = _from_each_on(probability[1:])
    covariance = _from_each_on(reached.copy())
    expected = covariance[0].copy()
    variance = expected - expected**2
    for step in range(len(reached)):
        passed = step * reached[step]
        variance += 2 * passed
        covariance[step] += passed - expected * reached[step]
    return Curves(log_likelihood, reached, expected, variance, covariance)


def _from_each_on(parts: Floats) -> Floats:
    """Each part and all that follow it added up, in place."""
    for at in range(len(parts) - 1, 0, -1):
        parts[at - 1] += parts[at]
    return parts


def probabilities(logit: Floats, steps: Floats) -> Floats:
    """(K, n, Q) probability of each category; logit and steps as `curves` takes them."""
    return _probabilities(logit, steps)[0]


def moments(logit: Floats, steps: Floats) -> tuple[Floats, Floats]:
    """(n, Q) twice: expectation and variance of the category; logit and steps as `curves` takes them."""
    reached = _from_each_on(_probabilities(logit, steps)[0][1:])
    expected = reached.sum(axis=0)
    variance = expected - expected**2
    for step in range(1, len(reached)):
        variance += 2 * step * reached[step]
    return expected, variance


def _probabilities(logit: Floats, steps: Floats) -> tuple[Floats, Floats]:
    """(K, n, Q) probabilities, and (n, Q) the logarithm of what they were divided by."""
    power = np.zeros((steps.shape[1] + 1, *logit.shape))
    for step in range(steps.shape[1]):
        np.add(power[step], logit - steps[:, step, None], out=power[step + 1])
    highest = power.max(axis=0)
    power -= highest
    np.exp(power, out=power)
    total = power.sum(axis=0)
    power /= total
    return power, highest + np.log(total)
