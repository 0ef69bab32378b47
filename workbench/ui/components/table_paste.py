"""Hears when a table is pasted into a field, and hands it over with its merged cells, which plain text loses.

Only cells, their words and how far they reach leave the browser: attributes, pictures, styles and scripts do not. Where
the clipboard holds no table, or one too large, the field takes the text as ever.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from workbench.ui import memory

_KEY = "table-paste"
_MOST_CHARACTERS = 1_000_000

_JS = """
const KEPT = new Set(['colspan', 'rowspan']);
const DROPPED = 'script, style, template, img, picture, video, svg, iframe, object, link';
export default function (component) {
  const { data, setTriggerValue } = component;
  const tables = (html) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    page.querySelectorAll(DROPPED).forEach((e) => e.remove());
    page.querySelectorAll('*').forEach((e) => {
      for (const name of e.getAttributeNames()) if (!KEPT.has(name)) e.removeAttribute(name);
    });
    return [...page.querySelectorAll('table')].filter((t) => !t.parentElement.closest('table'));
  };
  const paste = (e) => {
    if (!e.target.closest || !e.target.closest('.st-key-' + data.field)) return;
    const html = (e.clipboardData && e.clipboardData.getData('text/html')) || '';
    if (!/<table/i.test(html)) return;
    const found = tables(html);
    if (!found.some((table) => table.querySelectorAll('td, th').length > 1)) return;
    const text = found.map((table) => table.outerHTML).join('\\n');
    if (text.length > data.most) return;
    e.preventDefault();
    setTriggerValue('pasted', text);
  };
  document.addEventListener('paste', paste, true);
  return () => document.removeEventListener('paste', paste, true);
}
"""

_listen = st.components.v2.component("workbench_table_paste", js=_JS)


def pasted_table(field: str, on_paste: Callable[..., None], *args: Any) -> None:
    """Call back when a table is pasted into the field with this key."""
    _listen(
        key=_KEY,
        data={"field": field, "most": _MOST_CHARACTERS},
        on_pasted_change=partial(on_paste, *args),
    )


def what_was_pasted() -> str:
    """Return, within the callback, the HTML of what was just pasted."""
    return str(memory.chosen(_KEY).pasted or "")
