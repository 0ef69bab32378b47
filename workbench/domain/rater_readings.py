"""What is said of single raters as the questions it answers, and what it cannot tell; as `readings`."""

from collections.abc import Mapping

from workbench.domain.catalogue import later
from workbench.domain.readings import Reading

__all__ = ["RATER_READINGS"]

_LINACRE = "Linacre 1989, Many-Facet Rasch Measurement"
_MASTERS = (
    "Linacre 1989, Many-Facet Rasch Measurement; Andrich 1978, Psychometrika 43, 561-573; "
    "Masters 1982, Psychometrika 47, 149-174"
)
_WRIGHT = "Wright & Masters 1982, Rating Scale Analysis, ch. 5"
_MYFORD = "Myford & Wolfe 2003, 2004, Journal of Applied Measurement 4, 386-422; 5, 189-227"
_BENJAMINI = "Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57, 289-300"

_BESIDE = later("It is beside colleagues: it does not say who is right, and not what all raters share.")
_READS = later("It takes many pieces to be known well.")

RATER_READINGS: Mapping[str, Reading] = {
    "severity": Reading(
        later("Severity, logits"),
        later("How severe is a rater, whatever work came to them?"),
        _BESIDE,
        _MASTERS,
        "ln(Pₖ / Pₖ₋₁) = θ − α − δ − τₖ",
    ),
    "points": Reading(
        later("Severity in levels"),
        later("How many levels lower or higher would the mean be, had everybody read the same work?"),
        _BESIDE,
        _LINACRE,
        "Σ E(x | α) / R − E(x | α)",
    ),
    "infit": Reading(
        later("Infit"),
        later("Do a rater's levels scatter more or less than the model expects, where pieces are near the rater?"),
        later("1 is as expected. Large files make small departures clear, small ones hide large departures."),
        _WRIGHT,
        "Σ(x − E)² / Σ Var",
    ),
    "outfit": Reading(
        later("Outfit"),
        later("The same, counting every surprise alike, the far ones too?"),
        later("One slip of the pen can make it high."),
        _WRIGHT,
        "1/n Σ (x − E)² / Var",
    ),
    "separation": Reading(
        later("Separation"),
        later("How far apart are raters, criteria or pieces, beside how well each is known?"),
        later("Of raters a low value is good: they are interchangeable."),
        _WRIGHT,
        "G = √(s² − SE²) / SE; (4G + 1) / 3; G² / (1 + G²)",
    ),
    "drift": Reading(
        later("Change over the day"),
        later("Did a rater's levels fall or rise from first to last piece, beside those of colleagues?"),
        later("A change that all share is not seen. Where all read in one order, weaker work at the end looks alike."),
        _MYFORD,
        "x = βθ − α − γt",
    ),
    "bias": Reading(
        later("Leaning towards a group"),
        later("Is a rater more severe on one group of pieces than on others, beside colleagues who read the same?"),
        later("It does not say why, and a leaning that all raters share is not seen."),
        _MYFORD,
        "x = βθ − α − γD",
    ),
    "centrality": Reading(
        later("Middle and ends of the scale"),
        later("How many levels apart does a rater put pieces that colleagues put one level apart?"),
        _READS,
        _MYFORD,
        "β",
    ),
    "halo": Reading(
        later("Criteria going together"),
        later("Do a rater's levels on different criteria go together more than those of the other raters?"),
        later("Work whose criteria truly go together is allowed for only as far as colleagues saw it."),
        _MYFORD,
        "h = Σ(i≠j) zᵢ zⱼ / Σ z²; h − Md(h)",
    ),
    "inconsistency": Reading(
        later("Scattered levels"),
        later("Do a rater's levels lie further from what colleagues see than is usual, now above, now below?"),
        _READS,
        _MYFORD,
        "s = Σ z² / Σ Var; s / Md(s)",
    ),
    "sequence": Reading(
        later("The piece before"),
        later("Do a rater's levels follow, or go against, the quality of the piece read just before?"),
        later("It is asked only where the order of reading is known."),
        _MYFORD,
        "x = βθ − α − γt + λθ₋₁",
    ),
    "q": Reading(
        "q",
        later("If all findings as clear as this were believed, what share of them would be false?"),
        later("It is no probability that this one is false."),
        _BENJAMINI,
        "min(j ≥ i) p₍ⱼ₎ m / j",
    ),
}
