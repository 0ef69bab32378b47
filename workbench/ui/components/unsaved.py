"""Asks before a page with unsaved words is closed or loaded again; the browser says it in its own words."""

import streamlit as st

_JS = """
let end = () => {};
export default function (component) {
  const { data } = component;
  end();  // the run before: Streamlit itself ends only the last one, when the page is left
  let typed = data.unsaved;
  const type = () => { typed = true; };
  const ask = (e) => { if (typed) e.preventDefault(); };
  document.addEventListener('input', type, true);
  window.addEventListener('beforeunload', ask);
  const stop = () => {
    document.removeEventListener('input', type, true);
    window.removeEventListener('beforeunload', ask);
  };
  end = stop;
  return stop;
}
"""

_unsaved = st.components.v2.component("workbench_unsaved", js=_JS)


def ask_before_leaving(*, unsaved: bool) -> None:
    """Ask before leaving once there is anything to lose: what the server knows of, or what was typed since."""
    _unsaved(key="unsaved", data={"unsaved": unsaved})
