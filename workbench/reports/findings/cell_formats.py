"""How cells of a workbook look: number formats that show what a page of text would write, and a few styles."""

from enum import StrEnum

from workbench.domain.catalogue import _
from workbench.reports.findings.numbers import SMALL_P
from workbench.reports.findings.parts import Kind

__all__ = ["Style", "number_format"]

_FORMATS = {
    Kind.SHARE: "0%",
    Kind.COEFFICIENT: "0.00",
    Kind.LEVELS: "+0.0;-0.0;0.0",
    Kind.SIZE: "0.0",
    Kind.LOGITS: "0.00",
}


class Style(StrEnum):
    """What text of a sheet is."""

    PLAIN = "plain"
    TITLE = "title"
    CAPTION = "caption"
    HEADER = "header"
    NUMBER_HEADER = "number-header"
    WRAPPED = "wrapped"
    WORDS = "words"
    SOFT = "soft"

    @property
    def look(self) -> dict[str, object]:
        """What it looks like, in XlsxWriter's words."""
        return _LOOKS[self]


_LOOKS: dict[Style, dict[str, object]] = {
    Style.PLAIN: {},
    Style.TITLE: {"bold": True, "font_size": 16},
    Style.CAPTION: {"bold": True, "font_size": 12},
    Style.HEADER: {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"},
    Style.NUMBER_HEADER: {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "align": "right"},
    Style.WRAPPED: {"text_wrap": True},
    Style.WORDS: {"align": "right", "font_color": "#57606a"},
    Style.SOFT: {"font_color": "#57606a"},
}


def number_format(value: float, kind: Kind) -> str:
    """Return the format in which a spreadsheet shows the number as a report writes it; the number keeps its digits."""
    if kind is Kind.P:
        below = _("below {p}").format(p=SMALL_P).replace('"', "")
        return f'[<{SMALL_P}]"{below}";0.000'
    if kind is Kind.LOWER:
        lower, higher = (_quoted(says, "0.0") for says in (_("{size} lower"), _("{size} higher")))
        return f"{lower};{higher};0.0"
    return _FORMATS.get(kind) or _three_digits(value)


def _quoted(says: str, number: str) -> str:
    """Return a sentence with a number as a format: all but the number stands in quotes."""
    unquoted = f'"{number}"'
    return f'"{says.format(size=unquoted)}"'.replace('""', "")


def _three_digits(value: float) -> str:
    shown = f"{value:.3g}" if isinstance(value, float) else "0"
    if "e-" in shown:
        return "0.00E+00"
    _whole, _point, decimals = shown.partition("e")[0].partition(".")
    return f"0.{'0' * len(decimals)}" if decimals and "e" not in shown else "0"
