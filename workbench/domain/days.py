"""Days as they are written in a sentence: "3 May 2027"."""

from datetime import date, datetime

from workbench.domain.catalogue import _, later

_MONTHS = (
    later("January"),
    later("February"),
    later("March"),
    later("April"),
    later("May"),
    later("June"),
    later("July"),
    later("August"),
    later("September"),
    later("October"),
    later("November"),
    later("December"),
)


def day(at: date | datetime) -> str:
    """Return a day in words; of a time, its day in UTC."""
    return _("{day} {month} {year}").format(day=at.day, month=_(_MONTHS[at.month - 1]), year=at.year)
