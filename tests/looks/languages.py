"""A screen in Spanish: chosen as anybody chooses it, and searched for sentences that stayed English."""

import re
from functools import cache

from playwright.sync_api import Page

from tests.looks.demo_district import settle
from tests.translation.catalogue_files import read

# What can be read or is read out: texts and labels that are there for somebody, and not what a student wrote.
TEXTS = """() => {
  const theirs = '[translate="no"], script, style, [aria-hidden="true"]';
  const shown = (e) => e && !e.closest(theirs) && e.checkVisibility();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [document.title.split(' · ')[0]];
  while (walk.nextNode()) if (shown(walk.currentNode.parentElement)) found.push(walk.currentNode.data);
  for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
    for (const e of document.querySelectorAll(`[${name}]`)) if (shown(e)) found.push(e.getAttribute(name));
  return [...new Set(found.map((text) => text.trim()).filter(Boolean))];
}"""
_GAP = re.compile(r"\\\{[^}]*\\\}")
# Fewer words between the gaps, as in "{one} and {another}", fit too much of what people write.
_FEWEST_WORDS = 2
_WORD = re.compile(r"[^\W\d_]{2,}")


def speak(page: Page, language: str) -> None:
    """Choose a language at the foot of the page, by its own name."""
    page.locator(".wb-foot, footer").get_by_role("button", name=language, exact=True).click()
    page.locator(f"html[lang={'es' if language == 'Español' else 'en'}]").wait_for(state="attached")
    settle(page)


def english_left(page: Page, content: frozenset[str] = frozenset()) -> list[str]:
    """Return what a screen says in English although there is Spanish for it.

    Parameters
    ----------
    content
        What rubrics and people say in the same words as a message.
    """
    return [text for text in page.evaluate(TEXTS) if text not in content and _is_english(text)]


def _is_english(text: str) -> bool:
    whole, filled = _messages()
    return text in whole or any(message.fullmatch(text) for message in filled)


@cache
def _messages() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return the English messages that differ in Spanish: those without gaps, and those with."""
    whole, filled = set(), []
    for entry in read():
        ids, strings = ([each] if isinstance(each, str) else each for each in (entry.id, entry.string))
        for message in (one for one in ids if one and one not in strings):
            pattern = _GAP.sub(".+", re.escape(message))
            if pattern == re.escape(message):
                whole.add(message)
            elif len(_WORD.findall(pattern.replace(".+", " "))) >= _FEWEST_WORDS:
                filled.append(re.compile(pattern, re.DOTALL))
    return frozenset(whole), tuple(filled)
