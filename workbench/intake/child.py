"""The process that opens untrusted files: ``python -m workbench.intake.child``, a question in, an answer out.

It knows no database and no web server, is given no secrets, and loads a parser only for the kind of file it meets.
Anything unexpected ends it: the parent answers for it.
"""

import os
import sys
from contextlib import suppress

from workbench.domain.catalogue import _, speaking
from workbench.domain.errors import Invalid
from workbench.domain.tables import Table
from workbench.intake.kinds import Kind, tell
from workbench.intake.limits import Limits
from workbench.intake.protocol import Question, pack_answer, pack_refusal, pack_tables, unpack_question
from workbench.intake.received import Received
from workbench.intake.table_cells import for_a_rubric
from workbench.intake.text_files import read_text

__all__ = ["answer", "confine", "main"]


def main() -> None:
    """Read one question from standard input and write one answer to standard output."""
    question = unpack_question(sys.stdin.buffer.read())
    confine(question.limits)
    sys.stdout.buffer.write(answer(question))
    sys.stdout.buffer.flush()
    # A parser that crashes while it tidies up would spoil an answer that is complete.
    os._exit(0)


def answer(question: Question) -> bytes:
    """The packed artifact or tables, or the packed refusal."""
    with speaking(question.language):
        try:
            is_tables = question.wanted in {"tables", "pasted tables"}
            return pack_tables(_tables(question)) if is_tables else pack_answer(_received(question))
        except Invalid as found:
            refusal = found
        except MemoryError:
            refusal = Invalid("This file needs more memory than one upload may take.", "Make it smaller or split it.")
        return pack_refusal(for_a_rubric(refusal) if question.wanted == "tables" else refusal)


def confine(limits: Limits) -> None:
    """From here on this process can take no more memory, time or disk than the limits allow."""
    try:
        import resource
    except ImportError:  # Windows: the clock and the limits on pixels, pages and packed sizes remain
        return
    os.nice(5)
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.answer_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        # One more as the hard limit, or the end of the computing time would look like any other kill.
        # macOS refuses some of these; the clock still holds.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most + 1))


def _received(question: Question) -> Received:
    data, limits = question.data, question.limits
    if question.wanted in {"covered", "turned"}:
        from workbench.intake.covered_pictures import cover_picture, turn_picture

        is_covered = question.wanted == "covered"
        return cover_picture(data, question.places, limits) if is_covered else turn_picture(data, limits)
    match tell(data, ending=question.ending):
        case Kind.TEXT:
            return read_text(data, limits)
        case Kind.PICTURE:
            from workbench.intake.pictures import read_picture

            return read_picture(data, limits)
        case Kind.PDF:
            from workbench.intake.pdf_files import read_pdf

            return read_pdf(data, limits)
        case Kind.WORD:
            from workbench.intake.word_files import read_word

            return read_word(data, limits)


def _tables(question: Question) -> tuple[Table, ...]:
    if question.wanted == "pasted tables":
        from workbench.intake.web_tables import read_web_tables

        return read_web_tables(question.data)
    kind = tell(question.data, ending=question.ending)
    if kind is not Kind.WORD:
        raise Invalid("This is a {what}, not a Word file.", what=_(kind.value))
    from workbench.intake.word_tables import read_word_tables

    return read_word_tables(question.data, question.limits)


if __name__ == "__main__":
    main()
