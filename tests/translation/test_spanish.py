"""Spanish is whole, says what English says, and is what the program really speaks."""

import gettext
import re
from datetime import date

import pytest
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import read_mo

from tests.translation.catalogue_files import SPANISH, as_po, in_step, read
from tests.translation.messages import messages
from workbench.domain.catalogue import _, count, speaking, spoken
from workbench.domain.days import day, day_soon
from workbench.domain.errors import Invalid
from workbench.domain.phases import Act, Moment, after
from workbench.intake.child import answer
from workbench.intake.limits import LIMITS
from workbench.intake.protocol import Question, unpack_answer, unpack_tables

GAP = re.compile(r"\{[^}]*\}")
MARKS = ("**", "`", "*", "•", "●", "◆", "★", "▸", "·", "\n")


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [entry for entry in read() if entry.id]


def test_every_message_is_translated_and_none_is_left_over():
    spoken_now, written = read(), {entry.id for entry in read() if entry.id}
    wanted = {entry.id for entry in in_step(spoken_now, messages()) if entry.id}

    assert written == wanted, "run: python -m tests.translation.update"
    assert [entry.id for entry in spoken_now if entry.id and not all(forms(entry.string))] == []
    assert [entry.id for entry in spoken_now if entry.id and entry.fuzzy] == []


def test_the_file_stands_as_the_update_writes_it():
    assert SPANISH.read_bytes() == as_po(in_step(read(), messages())), "run: python -m tests.translation.update"


def test_a_translation_has_the_gaps_of_its_message_in_every_form(entries):
    for entry in entries:
        for message, form in zip(forms(entry.id), forms(entry.string), strict=True):
            assert sorted(GAP.findall(form)) == sorted(GAP.findall(message)), message


def test_a_translation_keeps_blanks_at_the_ends_and_signs_that_mean_something(entries):
    for entry in entries:
        for message, form in zip(forms(entry.id), forms(entry.string), strict=True):
            assert (form[0] == " ", form[-1] == " ") == (message[0] == " ", message[-1] == " "), message
            assert [form.count(mark) for mark in MARKS] == [message.count(mark) for mark in MARKS], message


def test_questions_open_with_their_sign(entries):
    for entry in entries:
        for form in forms(entry.string):
            assert form.count("?") == form.count("¿"), entry.id
            assert form.count("!") == form.count("¡"), entry.id


def test_what_the_program_reads_was_made_from_what_people_wrote(entries):
    with SPANISH.with_suffix(".mo").open("rb") as file:
        compiled = {forms(entry.id): forms(entry.string) for entry in read_mo(file) if entry.id}

    assert compiled == {forms(entry.id): forms(entry.string) for entry in entries}, (
        "run: python -m tests.translation.update"
    )


def test_spanish_is_spoken_within_and_english_again_after():
    with speaking("es"):
        assert (spoken(), _("Print"), count("{n} piece", "{n} pieces", 1)) == ("es", "Imprimir", "1 trabajo")
        assert count("{n} piece", "{n} pieces", 3) == "3 trabajos"
        assert _("") == ""
    assert (spoken(), _("Print")) == ("en", "Print")


def test_a_language_nobody_translated_is_english():
    with speaking("xx"):
        assert _("Print") == "Print"


def test_an_error_is_read_in_the_language_of_who_reads_it():
    trouble = Invalid("{name} was withdrawn.", "Take it out of the session.", name="Abedul {x}")

    with speaking("es"):
        assert str(trouble) == "Abedul {x} se retiró. Sáquelo de la sesión."
    assert str(trouble) == "Abedul {x} was withdrawn. Take it out of the session."


def test_what_does_not_follow_from_a_moment_is_said_in_spanish_too():
    with speaking("es"), pytest.raises(Exception, match="La puntuación no está abierta"):
        after(Moment(), Act.CLOSE)


def test_days_are_spanish_days():
    with speaking("es"):
        may = date(2027, 5, 3)
        assert (day(may), day_soon(may)) == ("3 de mayo de 2027", "lunes 3 de mayo")


@pytest.mark.parametrize(("wanted", "unpack"), [("work", unpack_answer), ("tables", unpack_tables)])
def test_a_file_is_refused_in_the_language_of_who_sent_it(wanted, unpack):
    with speaking("es"):
        packed = answer(Question(b"<html>", "", LIMITS, wanted))
    with pytest.raises(Invalid, match=r"^Esto es una página web \(HTML\)\. "):
        unpack(packed)


def test_a_rubric_that_is_no_word_file_gets_advice_for_rubrics_in_spanish():
    with speaking("es"):
        packed = answer(Question(b"%PDF-1.7", "", LIMITS, "tables"))
    with pytest.raises(Invalid) as refused:
        unpack_tables(packed)
    assert refused.value.says == "Esto es: PDF; no es un archivo de Word."
    assert refused.value.do.startswith("Ábralo, copie la tabla")


def test_the_standard_library_reads_the_file():
    with SPANISH.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).info()["language"] == "es"
