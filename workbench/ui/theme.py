"""The look of the app beyond Streamlit's theme options: tokens for light and dark, cards, and print."""

from pathlib import Path

import streamlit as st

from workbench.domain.catalogue import _, later

NAME = later("Calibration workbench")
LIGHT = {
    "paper": "#fcfbf7",
    "card": "#ffffff",
    "ink": "#1f2328",
    "soft": "#57606a",
    "line": "#cfc9bb",
    "primary": "#2b5c94",
    "chosen": "#e9eff6",
    "line-strong": "#8a8577",
}
DARK = {
    "paper": "#14171b",
    "card": "#1b1f24",
    "ink": "#e8e6e1",
    "soft": "#a9adb3",
    "line": "#3a3f46",
    "primary": "#7fb2ea",
    "chosen": "#22303f",
    "line-strong": "#7c828a",
}
# Okabe and Ito's colours, told apart by people with any common colour vision; marks carry a letter as well.
EVIDENCE = ("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442", "#d55e00", "#0072b2", "#999999")


def title(page: str) -> None:
    """Name the page in the browser's tab and to a screen reader."""
    st.set_page_config(page_title=f"{page} · {_(NAME)}")


def tokens() -> dict[str, str]:
    """Return the colours of the theme that this screen uses."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def apply() -> None:
    """Put the stylesheet into the page."""
    st.html(f"<style>{_colours()}{_stylesheet()}</style>")


def _colours() -> str:
    """Return the tokens as variables that turn with the page when the device turns light or dark.

    Browsers from before 2024 keep those that the page was drawn with; so does what Streamlit draws outside of its app
    element, popovers and dialogs, which alone knows a theme that was chosen in Streamlit's own menu.
    """
    scheme = "dark" if tokens() is DARK else "light"
    drawn_with = "".join(f"--wb-{name}:{value};" for name, value in tokens().items())
    turning = "".join(f"--wb-{name}:light-dark({LIGHT[name]},{DARK[name]});" for name in LIGHT)
    return f":root{{color-scheme:{scheme};{drawn_with}}}@supports (color:light-dark(red,red)){{:root{{{turning}}}}}"


def _stylesheet() -> str:
    return Path(__file__).with_name("theme.css").read_text(encoding="utf-8")
