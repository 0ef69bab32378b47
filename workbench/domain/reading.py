"""How somebody likes to read: chosen once, and the same on every device they sign in on."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workbench.domain.languages import Language


class TextSize(StrEnum):
    """How large student work and descriptors are set, from the usual size upward."""

    USUAL = "usual"
    LARGE = "large"
    LARGER = "larger"
    LARGEST = "largest"


class LineSpacing(StrEnum):
    """How far apart lines stand, from the usual distance upward."""

    USUAL = "usual"
    WIDE = "wide"
    WIDER = "wider"


_TIMES_AS_LARGE: Final = {TextSize.USUAL: 1.0, TextSize.LARGE: 1.15, TextSize.LARGER: 1.35, TextSize.LARGEST: 1.6}
_TIMES_AS_FAR: Final = {LineSpacing.USUAL: 1.0, LineSpacing.WIDE: 1.2, LineSpacing.WIDER: 1.45}


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody chose; ``language`` is None while they chose none."""

    text_size: TextSize = TextSize.USUAL
    line_spacing: LineSpacing = LineSpacing.USUAL
    language: Language | None = None

    @property
    def times_as_large(self) -> float:
        """The text's size in parts of the usual one."""
        return _TIMES_AS_LARGE[self.text_size]

    @property
    def times_as_far(self) -> float:
        """The distance of lines in parts of the usual one."""
        return _TIMES_AS_FAR[self.line_spacing]
