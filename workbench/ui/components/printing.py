"""A button that opens the browser's print dialog for the page it stands on."""

import streamlit as st

_CSS = """
button { font: inherit; color: inherit; background: transparent; border: 1px solid var(--st-border-color);
  border-radius: var(--st-button-radius, .5rem); padding: .25rem .75rem; min-height: 2.5rem;
  font-size: .875rem; cursor: pointer; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""

_JS = """
export default function (component) {
  const { parentElement, data } = component;
  let button = parentElement.querySelector('button');
  if (!button) {
    button = document.createElement('button');
    button.type = 'button';
    button.onclick = () => window.print();
    parentElement.append(button);
  }
  button.textContent = data.label;
}
"""

_print = st.components.v2.component("workbench_print", css=_CSS, js=_JS)


def print_button(label: str) -> None:
    """Offer to print this page; what the page's print styles hide is left out."""
    _print(key="print", data={"label": label}, width="content")
