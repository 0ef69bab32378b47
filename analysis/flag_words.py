"""What a flag says and suggests: what differs, from whom, on how many pieces, and that it need not be a fault.

Sentences are message ids with gaps; who shows them translates them.
"""

from analysis.estimated import CRITERION, Estimated
from analysis.talk import Level, Why

__all__ = ["says", "suggests"]

_SAYS = {
    "severity_low": (
        "On {n} pieces the scores of {rater} were about {size} levels lower than those of colleagues who read the same "
        "pieces ({low} to {high}). This does not say who is right."
    ),
    "severity_high": (
        "On {n} pieces the scores of {rater} were about {size} levels higher than those of colleagues who read the "
        "same pieces ({low} to {high}). This does not say who is right."
    ),
    "drift_low": (
        "From the first to the last of {n} pieces the scores of {rater} fell by about {size} levels beside those of "
        "colleagues ({low} to {high}). Tired eyes, or a standard that became clearer."
    ),
    "drift_high": (
        "From the first to the last of {n} pieces the scores of {rater} rose by about {size} levels beside those of "
        "colleagues ({low} to {high}). Tired eyes, or a standard that became clearer."
    ),
    "bias_low": (
        "On {n} pieces of {group} {level} the scores of {rater} were about {size} levels lower than on other pieces, "
        "beside colleagues who read the same ones ({low} to {high}). It may be the pieces: look at them before the "
        "reason."
    ),
    "bias_high": (
        "On {n} pieces of {group} {level} the scores of {rater} were about {size} levels higher than on other pieces, "
        "beside colleagues who read the same ones ({low} to {high}). It may be the pieces: look at them before the "
        "reason."
    ),
    "criterion_low": (
        "On {n} pieces the scores of {rater} on {level} were about {size} levels lower than on the other criteria, "
        "beside colleagues who read the same pieces ({low} to {high}). The descriptors may be read differently."
    ),
    "criterion_high": (
        "On {n} pieces the scores of {rater} on {level} were about {size} levels higher than on the other criteria, "
        "beside colleagues who read the same pieces ({low} to {high}). The descriptors may be read differently."
    ),
    "centrality_low": (
        "Where colleagues saw pieces a level apart, {rater} saw them about {size} levels apart on {n} pieces ({low} to "
        "{high}). The ends of the scale were used less than by others; this does not say who is right."
    ),
    "extremism_high": (
        "Where colleagues saw pieces a level apart, {rater} saw them about {size} levels apart on {n} pieces ({low} to "
        "{high}). The ends of the scale were used more than by others; this does not say who is right."
    ),
    "halo_high": (
        "On {n} pieces the scores of {rater} on different criteria went together more than those of colleagues (by "
        "{size}; {low} to {high}). One impression may have coloured all criteria, or the pieces were read as a whole."
    ),
    "inconsistency_high": (
        "On {n} pieces the scores of {rater} lay further from what colleagues saw than is usual, now above, now below "
        "({size} times the usual squared distance; {low} to {high})."
    ),
    "sequence_high": (
        "On {n} pieces the scores of {rater} followed the piece read before: about {size} levels for each level of it "
        "({low} to {high})."
    ),
    "sequence_low": (
        "On {n} pieces the scores of {rater} went against the piece read before: about {size} levels for each level of "
        "it ({low} to {high})."
    ),
}

_LOOK_AT_TWO = "Look together at {one} and {other}."
_LOOK_AT_ONE = "Look together at {one}."
_LOOK = "Look at a few of these pieces together."

_LOWER_SCORES = ("severity", "drift", "bias")


def says(found: Estimated) -> Why:
    """The sentence of a flag."""
    sign = 1 if found.estimate > found.null else -1
    lower = found.kind in _LOWER_SCORES
    ending = "low" if (sign > 0) == lower else "high"
    ends = sorted((found.low, found.high) if not _two_sided(found) else (sign * found.low, sign * found.high))
    facts: dict[str, Level] = {
        "rater": found.rater,
        "n": found.n_samples,
        "size": _rounded(abs(found.estimate) if _two_sided(found) else found.estimate),
        "low": _rounded(ends[0]),
        "high": _rounded(ends[1]),
        "group": found.group or "",
        "level": found.level or "",
    }
    code = f"{'criterion' if found.group == CRITERION else found.kind}_{ending}"
    return Why(f"flag_{code}", _SAYS[code], facts)


def suggests(found: Estimated) -> Why:
    """What to do about it."""
    names = dict(zip(("one", "other"), found.look_at, strict=False))
    return Why("flag_look", (_LOOK, _LOOK_AT_ONE, _LOOK_AT_TWO)[len(names)], names)


def _two_sided(found: Estimated) -> bool:
    """Whether the sentence tells the direction in words, and the size without its sign."""
    return found.kind in (*_LOWER_SCORES, "sequence")


def _rounded(value: float) -> float:
    return round(value, 1) + 0.0
