"""``python -m tests.translation.update``: new messages into the .po, messages gone out of it, and the .mo made anew."""

import sys

from tests.translation.catalogue_files import SPANISH, as_mo, as_po, in_step, read
from tests.translation.messages import messages


def main() -> int:
    """Bring the files in step with the sources; say how many messages wait for a translation."""
    catalog = in_step(read(), messages())
    SPANISH.write_bytes(as_po(catalog))
    SPANISH.with_suffix(".mo").write_bytes(as_mo(catalog))
    waiting = [message for message in catalog if message.id and not all(_forms(message.string))]
    print(f"{len(catalog)} messages, {len(waiting)} without a translation")
    return 1 if waiting else 0


def _forms(string: object) -> tuple[object, ...]:
    return string if isinstance(string, tuple) else (string,)


if __name__ == "__main__":
    sys.exit(main())
