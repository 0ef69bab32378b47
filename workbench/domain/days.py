"""Days as they are written in a sentence: "3 May 2027"."""

from datetime import date, datetime

from workbench.domain.catalogue import _

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(at: date | datetime) -> str:
    """Return a day in words; of a time, its day in UTC."""
    return _("{day} {month} {year}").format(day=at.day, month=_(_MONTHS[at.month - 1]), year=at.year)
