"""User text is never Markdown: the one escape for places where Streamlit takes nothing else."""

import html
import re

# Everything Markdown, LaTeX, :material/icons:, :colour[text] and HTML could start from.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:^=&])")

# Bare addresses become links even when every character is escaped; an invisible joiner keeps them words.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
_JOINER = "\u2060"


def on_a_figure(text: str) -> str:
    """Return text that Plotly's own small markup shows letter by letter."""
    return html.escape(text, quote=False)


def escape(text: str) -> str:
    """Return text that Streamlit's Markdown shows letter by letter, on one line."""
    return _SPECIAL.sub(r"\\\1", _ADDRESS.sub(_JOINER, " ".join(text.split())))
