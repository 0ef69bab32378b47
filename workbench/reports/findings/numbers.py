"""Numbers as people read them: one way of writing each kind, in every report."""

from workbench.domain.catalogue import _
from workbench.reports.findings.parts import Cell, Kind, Range

__all__ = ["written"]

SMALL_P = 0.001
# Three digits of a larger number would need powers of ten.
THREE_DIGITS = 999.5


def written(cell: Cell, kind: Kind) -> str:
    """The cell as text: "58%", "0.41", "0.3 lower", "45% to 77%"; empty for None.

    Parameters
    ----------
    cell
        A number, a range, or text that stands where there is no number.
    kind
        That of its column.
    """
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, Range):
        if kind is Kind.LOWER:
            return _lower_range(cell)
        return _("{low} to {high}").format(low=_number(cell.low, kind), high=_number(cell.high, kind))
    return _number(cell, kind)


def _number(value: float, kind: Kind) -> str:
    if kind is Kind.SHARE:
        return f"{round(100 * value)}%"
    if kind in (Kind.COEFFICIENT, Kind.LOGITS):
        return f"{value:.2f}".replace("-0.00", "0.00")
    if kind is Kind.LEVELS:
        return f"{value:+.1f}".replace("-0.0", "0.0").replace("+0.0", "0.0")
    if kind is Kind.LOWER:
        return _lower(value)
    if kind is Kind.SIZE:
        return f"{value:.1f}"
    if kind is Kind.P:
        return _("below {p}").format(p=SMALL_P) if value < SMALL_P else f"{value:.3f}"
    if isinstance(value, int) or abs(value) >= THREE_DIGITS:
        return f"{value:.0f}"
    return f"{value:.3g}"


def _lower(value: float) -> str:
    size = f"{abs(value):.1f}"
    if size == "0.0":
        return size
    return _("{size} lower").format(size=size) if value > 0 else _("{size} higher").format(size=size)


def _lower_range(cell: Range) -> str:
    """Say the direction once where both ends have the same, the end nearer to nothing first."""
    near, far = sorted((cell.low, cell.high), key=abs)
    if cell.low * cell.high > 0 and f"{abs(near):.1f}" != "0.0":
        return _("{low} to {high}").format(low=f"{abs(near):.1f}", high=_lower(far))
    return _("{low} to {high}").format(low=_lower(cell.low), high=_lower(cell.high))
