"""A clock that runs down: the same on every screen, because the server says how many seconds are left.

It counts with the browser's own stopwatch, so that a laptop whose clock is wrong shows the right time.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from workbench.domain.catalogue import _

_CSS = """
.timer { font: 700 1.7rem/1.1 var(--st-font); color: var(--st-text-color); font-variant-numeric: tabular-nums;
  text-align: right; }
.timer small { font: 400 .95rem/1.2 var(--st-font); display: block; }
.timer.count { font-size: clamp(5rem, 20vw, 12rem); text-align: center; min-height: 1.6em; display: flex;
  flex-direction: column-reverse; justify-content: flex-end; align-items: center; }
.timer.count small { font-size: 1.5rem; margin: 2rem 0 1rem; }
.timer.count.still { font-size: 1.6rem; min-height: 4em; }
"""

_JS = """
export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  let node = parentElement.querySelector('.timer');
  if (!node) {
    node = document.createElement('div');
    node.setAttribute('role', 'timer');
    node.append(document.createElement('span'), document.createElement('small'));
    parentElement.appendChild(node);
  }
  clearInterval(node.ticking);
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  node.className = 'timer ' + data.shows + (still ? ' still' : '');
  const end = performance.now() + data.left * 1000;
  let told = !data.tells;
  const draw = () => {
    const left = Math.max(0, (end - performance.now()) / 1000);
    const whole = Math.ceil(Math.min(left, data.most));
    let big, small = '';
    if (data.shows === 'count') {
      big = still ? data.soon : left > 3 ? '' : String(Math.max(1, whole));
      small = still ? '' : data.soon;
    } else {
      big = Math.floor(whole / 60) + ':' + String(whole % 60).padStart(2, '0');
      small = left > 0 ? data.soon : data.over;
    }
    const [span, under] = node.children;
    if (span.textContent !== big) span.textContent = big;
    if (under.textContent !== small) under.textContent = small;
    if (left <= 0 && !told) { told = true; setTriggerValue('over', data.name); }
  };
  node.ticking = setInterval(draw, 200);
  draw();
  return () => clearInterval(node.ticking);
}
"""

_timer = st.components.v2.component("workbench_timer", css=_CSS, js=_JS)


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock shows: seconds left, at most so many; what it says beside them, and once they are over."""

    left: float
    beside: str
    over: str = ""
    most: float = 3600


def minutes(key: str, clock: Clock, *, on_over: Callable[[], None] | None = None) -> None:
    """Show minutes and seconds running down; when they are over, the page may look again."""
    _draw(key, clock, "minutes", on_over)


def countdown(key: str, clock: Clock) -> None:
    """Show 3, 2, 1, large; then the page looks again. Who asked for reduced motion reads one still sentence."""
    _draw(key, clock, "count", look_again)


def look_again() -> None:
    """Do nothing: the rerun itself brings the page to what the time has changed."""


def _draw(key: str, clock: Clock, shows: str, on_over: Callable[[], None] | None) -> None:
    _timer(
        key=key,
        data={
            "name": key,
            "shows": shows,
            "left": clock.left,
            "most": clock.most,
            "soon": clock.beside,
            "over": clock.over or _("Time is up"),
            "tells": on_over is not None,
        },
        on_over_change=on_over or look_again,
    )
