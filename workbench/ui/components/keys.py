"""Keys on the scoring desk: 1-9 choose a level of the criterion at hand, j and k move between criteria.

The keys click the native radios, so that mouse, keyboard and touch take one way. Streamlit keeps C and R. It does not
hear its own shortcuts (Alt+Enter, T) while a card has the focus, as it has after every choice: they are heard here.
"""

import streamlit as st

_JS = """
export default function (component) {
  const { data } = component;
  const groups = () => [...document.querySelectorAll('[class*="st-key-cell-"] .stRadio [role="radiogroup"]')];
  const at = (all) => {
    const here = all.findIndex((g) => g.contains(document.activeElement));
    if (here >= 0) return here;
    const open = all.findIndex((g) => !g.querySelector('input:checked'));
    return open >= 0 ? open : 0;
  };
  const show = (all, n) => {
    const group = all[Math.max(0, Math.min(all.length - 1, n))];
    if (!group) return;
    const input = group.querySelector('input:checked') || group.querySelector('input');
    if (input) input.focus({ preventScroll: true });
    group.scrollIntoView({ block: 'nearest', behavior: 'auto' });
  };
  const deaf = (e) => {
    if (e.target.type !== 'radio' || e.ctrlKey || e.metaKey) return;
    const wanted = e.altKey ? { Enter: '[class*="st-key-next-"] button' } : { t: '.st-key-task button' };
    const button = wanted[e.key] && document.querySelector(wanted[e.key]);
    if (button) { e.preventDefault(); e.stopPropagation(); button.click(); }
  };
  const press = (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
    const from = e.composedPath()[0];
    const field = from && /^(INPUT|TEXTAREA|SELECT)$/.test(from.tagName) && from.type !== 'radio';
    const typing = field || (from && from.isContentEditable);
    if (typing || document.querySelector('[role="dialog"]')) return;
    const all = groups();
    if (!all.length) return;
    const here = at(all);
    if (/^[1-9]$/.test(e.key)) {
      const input = all[here].querySelectorAll('input')[Number(e.key) - 1];
      if (!input || input.disabled) return;
      e.preventDefault();
      input.focus({ preventScroll: true });
      input.click();
    } else if (e.key === 'j' || e.key === 'k') {
      e.preventDefault();
      show(all, here + (e.key === 'j' ? 1 : -1));
    }
  };
  document.addEventListener('keydown', press);
  document.addEventListener('keydown', deaf, true);
  return () => {
    document.removeEventListener('keydown', press);
    document.removeEventListener('keydown', deaf, true);
  };
}
"""

_keys = st.components.v2.component("workbench_keys", js=_JS)


def keys() -> None:
    """Let the keyboard score."""
    _keys(key="keys", data={})
