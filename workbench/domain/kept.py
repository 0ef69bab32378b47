"""Sentences that are stored: as messages with what fills them, so that each reader finds them in their own language."""

import json
from collections.abc import Iterable, Mapping

from workbench.domain.catalogue import _


def keep(sentences: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    """Return sentences as they are stored: each a message id and what fills its gaps. None of them is nothing."""
    kept = [[message, dict(facts)] for message, facts in sentences]
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def said(stored: str) -> str:
    """Return stored sentences in the language that is being spoken; what was stored as plain text stays as it is."""
    try:
        kept = json.loads(stored)
    except ValueError:
        return stored
    return " ".join(_(message).format(**facts) for message, facts in kept)
