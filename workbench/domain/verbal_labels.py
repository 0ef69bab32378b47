"""Words that authors have put on coefficients: a setting that names its author, and never the workbench's own verdict.

A word is withheld where the 95% range spans two of them: then the scores do not say which one holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, nextafter

from workbench.domain.catalogue import _, later

__all__ = ["SCALES", "SPANS_TWO", "Scale", "label"]

SPANS_TWO = later("its range spans two words")
NO_RANGE = later("it has no range")

_KAPPAS = frozenset(
    {
        "fleiss_kappa",
        "conger_kappa",
        "cut_kappa",
        "mean_kappa",
        "mean_kappa_linear",
        "mean_kappa_quadratic",
        "gwet_ac1",
        "gwet_ac2_linear",
        "gwet_ac2_quadratic",
        "gwet_ac2_ordinal",
        "brennan_prediger",
        "brennan_prediger_quadratic",
    }
)
_ALPHAS = frozenset({"krippendorff_alpha_nominal", "krippendorff_alpha_ordinal", "krippendorff_alpha_interval"})


@dataclass(frozen=True, slots=True)
class Scale:
    """One author's words.

    Parameters
    ----------
    source
        Author, year and where.
    about
        The figures it was made for; ``icc`` stands for the intraclass correlations.
    steps
        From the lowest: the value from which a word holds, and the word.
    """

    source: str
    about: frozenset[str]
    steps: tuple[tuple[float, str], ...]

    def word(self, value: float) -> str:
        """Return the word that holds at a value."""
        return next(word for start, word in reversed(self.steps) if value >= start)


_LOWEST = -inf


def _above(bound: float) -> float:
    """The smallest value beyond a bound that still belongs to the word below it."""
    return nextafter(bound, inf)


SCALES: Mapping[str, Scale] = {
    "landis-koch": Scale(
        "Landis & Koch 1977, Biometrics 33, 159-174",
        _KAPPAS,
        (
            (_LOWEST, later("poor")),
            (0.0, later("slight")),
            (_above(0.2), later("fair")),
            (_above(0.4), later("moderate")),
            (_above(0.6), later("substantial")),
            (_above(0.8), later("almost perfect")),
        ),
    ),
    "altman": Scale(
        "Altman 1991, Practical Statistics for Medical Research, 404",
        _KAPPAS,
        (
            (_LOWEST, later("poor")),
            (_above(0.2), later("fair")),
            (_above(0.4), later("moderate")),
            (_above(0.6), later("good")),
            (_above(0.8), later("very good")),
        ),
    ),
    "krippendorff": Scale(
        "Krippendorff 2004, Content Analysis, 2nd ed., 241",
        _ALPHAS,
        ((_LOWEST, later("not to be relied on")), (0.667, later("tentative")), (0.8, later("reliable"))),
    ),
    "koo-li": Scale(
        "Koo & Li 2016, Journal of Chiropractic Medicine 15, 155-163",
        frozenset({"icc"}),
        ((_LOWEST, later("poor")), (0.5, later("moderate")), (0.75, later("good")), (_above(0.9), later("excellent"))),
    ),
}


def label(scale: Scale, low: float | None, high: float | None) -> str:
    """Return the word that holds over a whole range; why there is none in brackets where it spans two.

    Parameters
    ----------
    scale
        Whose words.
    low, high
        The 95% range of the figure.
    """
    if low is None or high is None:
        return f"({_(NO_RANGE)})"
    lowest, highest = scale.word(low), scale.word(high)
    return _(lowest) if lowest == highest else f"({_(SPANS_TWO)})"
