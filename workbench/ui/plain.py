"""User text is never Markdown: the one escape for places where Streamlit takes nothing else."""

import re

# Everything Markdown, LaTeX, :material/icons:, :colour[text] and HTML could start from.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:^=&])")


def escape(text: str) -> str:
    """Return text that Streamlit's Markdown shows letter by letter, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
