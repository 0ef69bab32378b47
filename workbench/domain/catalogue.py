"""Every sentence of the interface goes through here, so that a second language is one file.

Messages are looked up in ``workbench/locale/<language>/LC_MESSAGES/workbench.mo``; English needs none. The ``.mo`` is
made from the ``.po`` beside it by ``python -m tests.translation.update``.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LOCALES = Path(__file__).parents[1] / "locale"
_language: ContextVar[str] = ContextVar("language", default="en")


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("workbench", LOCALES, [language], fallback=True)


def _(message: str) -> str:
    """Return a message in the language that is being spoken; nothing stays nothing."""
    # gettext answers the empty message with the head of its file.
    return _catalogue(_language.get()).gettext(message) if message else ""


def later(message: str) -> str:
    """Return a message as it is: it goes through the catalogue where it is shown, and this marks it for translators."""
    return message


def count(one: str, many: str, n: int) -> str:
    """Return the form of a message that fits a number, with the number filled in for ``{n}``."""
    return _catalogue(_language.get()).ngettext(one, many, n).format(n=n)


def spoken() -> str:
    """Return the language that is being spoken, as a code like ``en``."""
    return _language.get()


def speak(language: str) -> None:
    """Use a language from now on, in this thread or request."""
    _language.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use a language for the sentences made within."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)
