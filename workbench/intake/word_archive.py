"""Opening a Word file as the ZIP it is, within limits on what it unpacks to."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from workbench.domain.catalogue import later
from workbench.domain.errors import Invalid
from workbench.intake.limits import Limits

__all__ = ["DAMAGED", "SAVE_AGAIN", "opened"]

DAMAGED = later("This Word file is damaged or not complete.")
SAVE_AGAIN = later("Open it in Word, save it once more, and upload that.")


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open a Word file; what would unpack to too much is refused before anything is unpacked.

    Raises
    ------
    Invalid
        When it is locked, too large inside, damaged or cut off.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive.infolist(), limits)
            yield archive
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise Invalid(DAMAGED, SAVE_AGAIN) from error


def _check_size(files: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(file.flag_bits & 1 for file in files):
        raise Invalid("This Word file is locked with a password.", "Save a copy without the password, and upload that.")
    unpacked, packed = sum(file.file_size for file in files), sum(file.compress_size for file in files)
    too_much = unpacked > limits.unpacked_bytes or unpacked > limits.unpack_ratio * max(packed, 1)
    if too_much or len(files) > limits.unpacked_files:
        raise Invalid(
            "This Word file unpacks to {n} MB, more than we can read.",
            "Make its pictures smaller, or save it as a PDF, and upload that.",
            n=f"{unpacked / 1_000_000:,.0f}",
        )
