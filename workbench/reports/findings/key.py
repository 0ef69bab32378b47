"""How a picture is read, in a sentence that stands beside it."""

from workbench.domain.catalogue import _
from workbench.reports.findings.axes import MOST_DOTS
from workbench.reports.findings.numbers import written
from workbench.reports.findings.parts import Dots, Ranges

__all__ = ["key"]


def key(picture: Dots | Ranges) -> str:
    """Return how the picture is read."""
    if isinstance(picture, Dots):
        many = any(n > MOST_DOTS for _name, counts in picture.rows for n in counts)
        return " ".join(
            [_("One dot is one rater."), *([_("A circle with a number stands for that many raters.")] if many else [])]
        )
    said = _("The dot is the figure, the bar its 95% range.")
    if picture.null is None:
        return said
    return f"{said} {_('The dashed line is {null}.').format(null=written(picture.null, picture.kind))}"
