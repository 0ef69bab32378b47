"""Untrusted files become clean artifacts, in a child process with limits; names in a text are found and masked.

``receive(data)`` is the door. It never shows a file's own name, and refuses with one sentence that says the way out.
"""

from workbench.intake.covering import cover, turn
from workbench.intake.limits import LIMITS, Limits
from workbench.intake.names import Hint, MaskedText, Replacement, find_hints, mask
from workbench.intake.received import Page, Received
from workbench.intake.receiving import receive
from workbench.intake.receiving_tables import receive_pasted_tables, receive_tables

__all__ = [
    "LIMITS",
    "Hint",
    "Limits",
    "MaskedText",
    "Page",
    "Received",
    "Replacement",
    "cover",
    "find_hints",
    "mask",
    "receive",
    "receive_pasted_tables",
    "receive_tables",
    "turn",
]
