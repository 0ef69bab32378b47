"""Days as they are written in a sentence: "3 May 2027", or "Monday, 3 May" where the year is plain."""

from datetime import date, datetime

from workbench.domain.catalogue import _, later

# Whole, for the words around a month differ from language to language.
_OF_A_YEAR = (
    later("{day} January {year}"),
    later("{day} February {year}"),
    later("{day} March {year}"),
    later("{day} April {year}"),
    later("{day} May {year}"),
    later("{day} June {year}"),
    later("{day} July {year}"),
    later("{day} August {year}"),
    later("{day} September {year}"),
    later("{day} October {year}"),
    later("{day} November {year}"),
    later("{day} December {year}"),
)
_OF_A_WEEK = (
    later("{weekday}, {day} January"),
    later("{weekday}, {day} February"),
    later("{weekday}, {day} March"),
    later("{weekday}, {day} April"),
    later("{weekday}, {day} May"),
    later("{weekday}, {day} June"),
    later("{weekday}, {day} July"),
    later("{weekday}, {day} August"),
    later("{weekday}, {day} September"),
    later("{weekday}, {day} October"),
    later("{weekday}, {day} November"),
    later("{weekday}, {day} December"),
)
_WEEKDAYS = (
    later("Monday"),
    later("Tuesday"),
    later("Wednesday"),
    later("Thursday"),
    later("Friday"),
    later("Saturday"),
    later("Sunday"),
)


def day(at: date | datetime) -> str:
    """Return a day in words; of a time, its day in UTC."""
    return _(_OF_A_YEAR[at.month - 1]).format(day=at.day, year=at.year)


def day_soon(at: date) -> str:
    """Return a day of the coming weeks as people say it, without its year."""
    return _(_OF_A_WEEK[at.month - 1]).format(weekday=_(_WEEKDAYS[at.weekday()]), day=at.day)
