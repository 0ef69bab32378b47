"""What a test reads off a screen: never by position, only what a person could see."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error, Locator, Page, expect

# Which card looks chosen is decided by the stylesheet's variables, not by the native radio, so that is what is read.
CELLS = """() => [...document.querySelectorAll('.stVerticalBlock[class*="st-key-cell-"]')].flatMap((cell) => {
  const group = cell.querySelector('[role="radiogroup"]');
  if (!group) return [];  // still being drawn
  const cards = [...group.children];
  const lit = cards.findIndex((c) => getComputedStyle(c).getPropertyValue('--wb-card-style').trim() === 'solid');
  const says = [...cell.querySelectorAll('[data-testid="stCaptionContainer"]')].map((c) => c.textContent.trim());
  return [{
    criterion: group.getAttribute('aria-label').replace(/^[A-Z] · /, ''),
    key: [...cell.classList].find((name) => name.startsWith('st-key-cell-')).slice('st-key-cell-'.length),
    level: lit + 1, saved: says.some((s) => s.startsWith('saved')),
  }];
})"""
# Scores one criterion after the other without a pause, on the page's own account, so that a whole room does it in the
# same instant; notes what the screen calls saved, as (read and criterion, level).
SCORE_AT_SPEED = """(everyMs) => {
  window.calledSaved = {};
  const look = () => {
    for (const c of (CELLS)()) if (c.saved && c.level) window.calledSaved[c.key + ' ' + c.level] = true;
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  let n = 0;
  window.scoring = setInterval(() => {
    const groups = document.querySelectorAll('[class*="st-key-cell-"] .stRadio [role="radiogroup"]');
    if (!groups.length) return;
    const cards = groups[n % groups.length].querySelectorAll('input');
    const card = cards[(n + Math.floor(n / groups.length)) % cards.length];
    n += 1;
    if (!card.disabled) card.click();
  }, everyMs);
}""".replace("CELLS", CELLS)
PRESS_QUICKLY = """async ([turn, everyMs]) => {
  const groups = document.querySelectorAll('[class*="st-key-cell-"] .stRadio [role="radiogroup"]');
  for (const [n, group] of [...groups].entries()) {
    group.querySelectorAll('input')[(n + turn) % 4].click();
    await new Promise((later) => setTimeout(later, everyMs));
  }
}"""
# A page whose server came back first still shows what the old one drew; this tells when the new one has drawn it: a run
# has begun and ended, or, where the browser was too busy to show that it ran, the page has been at rest for 5 seconds.
NOTE_DRAWING = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const connected = () => app.dataset.testConnectionState === 'CONNECTED';
  const rests = () => connected() && app.dataset.testScriptState === 'notRunning';
  let began = false;
  let halfSeconds = 0;
  window.drawnAnew = false;
  new MutationObserver(() => {
    if (connected() && !rests()) began = true;
    else if (began && rests()) window.drawnAnew = true;
  }).observe(app, { attributes: true });
  setInterval(() => {
    halfSeconds = rests() ? halfSeconds + 1 : 0;
    if (halfSeconds >= 10) window.drawnAnew = true;
  }, 500);
}"""
DRAWN_ANEW = "() => window.drawnAnew"
# As the browser's back button goes elsewhere: the address changes and the page that is open asks the server for it.
GO_ELSEWHERE = """(path) => {
  history.pushState({}, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
}"""
RESTING = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'


def settle(page: Page) -> None:
    """Wait until the server has drawn this page and nothing runs."""
    try:
        page.locator(RESTING).wait_for(state="attached")
    except Error:
        app = page.locator('[data-testid="stApp"]')
        said = app.evaluate("a => [a.dataset.testScriptState, a.dataset.testConnectionState].join(' ')")
        raise AssertionError(f"The page does not come to rest: {said}, {page.url}\n{text_of(page)}") from None


def saved(page: Page) -> dict[str, int]:
    """Return the level that this screen calls saved, by criterion."""
    return {cell["criterion"]: cell["level"] for cell in page.evaluate(CELLS) if cell["saved"] and cell["level"]}


def lit(page: Page) -> dict[str, int]:
    """Return the level that looks chosen on this screen, whatever is said beside it, by criterion."""
    return {cell["criterion"]: cell["level"] for cell in page.evaluate(CELLS) if cell["level"]}


def called_saved(page: Page) -> set[tuple[str, int]]:
    """Return every (read and criterion, level) that this screen has called saved since scoring at speed began."""
    notes = (note.rsplit(" ", 1) for note in page.evaluate("Object.keys(window.calledSaved)"))
    return {(key, int(level)) for key, level in notes}


def cell(page: Page, criterion: str) -> Locator:
    """Return the cards of one criterion."""
    return page.get_by_role("radiogroup", name=re.compile(rf"^[A-Z] · {re.escape(criterion)}$"))


def card(page: Page, criterion: str, level: int) -> Locator:
    """Return one level's card, where a finger would press."""
    return cell(page, criterion).locator("label").filter(has_text=re.compile(rf"^{level} "))


def open_criterion(page: Page, criterion: str) -> None:
    """Open a criterion where the window is low and the others are folded; the page may be drawing itself anew."""

    def is_open() -> bool:
        if cell(page, criterion).is_visible():
            return True
        button = strip(page).filter(has_text=criterion)
        if button.count() and button.is_visible():
            button.click()
        return False

    eventually(page, is_open, f"{criterion} is open")


def strip(page: Page) -> Locator:
    """Return the buttons that open a criterion each; not there to see where the window is high."""
    return page.get_by_role("group", name="Criteria").get_by_role("button")


def eventually(page: Page, holds: Callable[[], Any], what: str, *, seconds: float = 40) -> None:
    """Wait until something holds that the test itself can tell."""
    for _ in range(int(seconds * 10)):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"After {seconds} s still not: {what}.\n{page.locator('body').inner_text()[:2000]}")


def text_of(page: Page) -> str:
    """Return all words on the screen."""
    return page.locator("body").inner_text()


def sees(page: Page, words: str | re.Pattern[str], *, seconds: float = 20) -> None:
    """Wait until these words are on the screen."""
    expect(page.get_by_text(words).first).to_be_visible(timeout=seconds * 1000)
