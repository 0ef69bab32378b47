"""The files of a language: the .po that people translate, and the .mo that the program reads, made from it.

``python -m tests.translation.update`` brings both in step with the sources.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.translation.messages import Message
from workbench.domain.catalogue import LOCALES

# What Babel writes about people and about itself.
_NOT_KEPT = (b'"Last-Translator:', b'"Language-Team:', b'"Report-Msgid-Bugs-To:', b'"Generated-By:')
SPANISH = LOCALES / "es" / "LC_MESSAGES" / "workbench.po"


def read(po: Path = SPANISH) -> Catalog:
    """Return the translations in a .po file."""
    with po.open("rb") as file:
        return read_po(file, locale="es")


def in_step(catalog: Catalog, found: list[Message]) -> Catalog:
    """Return the catalogue with every message of the sources and no other; new ones are not translated yet."""
    template = Catalog(fuzzy=False)
    for message in found:
        forms = message.forms if len(message.forms) > 1 else message.forms[0]
        template.add(forms, locations=[(message.file, 0)])
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    for message in catalog:
        # No message is filled in with percent signs; "95% from" only looks like it.
        message.flags.discard("python-format")
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """Return the text of the .po file; without line numbers, which change with every edit."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, include_lineno=False, sort_by_file=False)
    return b"".join(line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(_NOT_KEPT))


def as_mo(catalog: Catalog) -> bytes:
    """Return the bytes of the .mo file."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()
