"""Follows a session: asks a tiny route every few seconds and reruns the page when everybody's screen moves on.

Whoever has just pressed something is moved a moment later: the page they asked for must not be taken back by a question
from the page they leave.

It also watches the line: when two questions in a row get no answer, a banner says so until one does.
"""

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.sessions import Session
from workbench.services.signing_in import whose

_CSS = """
.line { position: fixed; inset: 0 0 auto 0; z-index: 999999; padding: .7rem 1rem; text-align: center;
  font: 600 1rem/1.4 system-ui, sans-serif; background: #7a2e0b; color: #fff; }
"""

_JS = """
const SECONDS = 3, SLOWEST = 15, PRESSED_LATELY = 1500, PATIENCE = 4;
// Ends the run before: Streamlit itself ends only the last one, when the page is left, and all would ask on. It may do
// so after the next page has begun its own, so each run ends itself alone.
let end = () => {};
export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  end();
  let stopped = false, failures = 0, timer = null, banner = null, pressed = -PRESSED_LATELY, waited = 0;

  const say = (text) => {
    if (!text) { if (banner) banner.remove(); banner = null; return; }
    if (banner) return;
    banner = document.createElement('div');
    banner.className = 'line';
    banner.setAttribute('role', 'alert');
    banner.textContent = text;
    parentElement.appendChild(banner);
  };
  const ask = async () => {
    if (stopped) return;
    let wait = SECONDS;
    const gone = () => { setTriggerValue('moved', -1); wait = SLOWEST; };
    try {
      const answer = await fetch('/phase/' + encodeURIComponent(data.session),
        { cache: 'no-store', signal: AbortSignal.timeout(8000) });
      if (!answer.ok && answer.status >= 500) throw new Error('server');
      failures = 0;
      say('');
      if (answer.ok) {
        const now = await answer.json();
        if (now.w !== data.whose) gone();
        else if (String(now.s) === String(data.seen)) waited = 0;
        else if (performance.now() - pressed < PRESSED_LATELY && waited < PATIENCE) { waited += 1; wait = .5; }
        else { data.seen = now.s; waited = 0; setTriggerValue('moved', now.s); }
      } else gone();
    } catch (lost) {
      failures += 1;
      if (failures >= 2) say(data.lost);
      wait = Math.min(SECONDS * Math.max(1, failures / 2), SLOWEST);
    }
    timer = setTimeout(ask, wait * 1000);
  };
  const soon = () => { clearTimeout(timer); ask(); };
  const offline = () => { failures = 2; say(data.lost); };
  const press = () => { pressed = performance.now(); };
  for (const kind of ['pointerdown', 'keydown']) window.addEventListener(kind, press, true);
  window.addEventListener('online', soon);
  window.addEventListener('offline', offline);
  timer = setTimeout(ask, SECONDS * 1000);
  const stop = () => {
    stopped = true;
    clearTimeout(timer);
    say('');
    for (const kind of ['pointerdown', 'keydown']) window.removeEventListener(kind, press, true);
    window.removeEventListener('online', soon);
    window.removeEventListener('offline', offline);
  };
  end = stop;
  return stop;
}
"""

_follow = st.components.v2.component("workbench_follow", css=_CSS, js=_JS)


def follow(session: Session, sign_in_id: str) -> None:
    """Keep this page with the session: it moves on by itself when the facilitator does.

    On a shared laptop it also sees that the next teacher has signed in, and then shows nothing of the one before.
    """
    _follow(
        key="follow",
        data={
            "session": session.id,
            "seen": session.stage_revision,
            "whose": whose(sign_in_id),
            "lost": _("The line to the server is down. What says “saved” is safe. Wait before you choose on."),
        },
        on_moved_change=_rerun,
    )


def _rerun() -> None:
    """Do nothing: the rerun itself brings the page to the new moment."""
