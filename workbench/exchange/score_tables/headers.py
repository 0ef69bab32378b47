"""What the header of a column says it holds, whatever words and language it says it in."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.domain.plain_text import clean_line
from workbench.exchange.cells import plain_cell
from workbench.exchange.score_tables.sheet import column_letters

__all__ = ["COUNT", "GROUP", "Column", "column_names", "columns_in"]

COUNT = "count:"
GROUP = "group:"
_WORDS = {
    "sample": (
        "sample|student_work|work_sample|student_sample|student|unit|essay|piece|paper|work|submission|portfolio|script|muestra|estudiante|trabajo|alumno|"
        "alumna|ensayo|unidad|portafolio"
    ),
    "rater": (
        "rater|teacher|scorer|judge|reader|marker|grader|assessor|evaluator|docente|evaluador|evaluadora|maestro|"
        "maestra|profesor|profesora|calificador|calificadora|juez|jueces"
    ),
    "score": "score|rating|level|puntaje|puntuacion|nivel|niveles|calificacion|nota",
    "criterion": "criterion|criteria|trait|dimension|criterio|rasgo",
    "session": "session|sesion",
    "round": "round|ronda",
    "occasion": "occasion|ocasion",
    "position": "position|order|posicion|orden",
    "scored_at": "scored_at",
    "seconds": "seconds|segundos",
    "reference": "reference|reference_score|referencia|puntaje_de_referencia",
    "sample_school": "sample_school|student_school|escuela_de_la_muestra|escuela_del_estudiante",
    "rater_school": "rater_school|teacher_school|escuela_del_docente|escuela_del_evaluador",
    "local_score": "local_score|puntaje_local",
    "condition": "condition|condition_code|condicion",
}
_ROLES = {word.replace("_", " "): role for role, words in _WORDS.items() for word in words.split("|")}
_NUMBERED = ("id", "name", "code", "number", "no", "no.", "#")
_ROLES |= {f"{word} {end}": role for word, role in _ROLES.items() if role in {"sample", "rater"} for end in _NUMBERED}
_BLANKS = re.compile(r"[\s_-]+")
_COUNT = re.compile(r"count\s*:\s*(.+)", re.IGNORECASE)
_GROUP = re.compile(r"(?:group|grupo)\s*:\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    at
        Its place in every row, counted from 0.
    letters
        What a spreadsheet writes over it.
    name
        Its header as written, on one line; "" where there is none.
    role
        What the contract calls it: "sample", "group:Grade", "count:3"; "" where its header is no name we know.
    """

    at: int
    letters: str
    name: str
    role: str


def columns_in(row: Sequence[str], *, first: int = 0) -> tuple[Column, ...]:
    """The columns that a row is the header of; ``first`` is the spreadsheet's column of its first cell."""
    names = [plain_cell(clean_line(cell)) for cell in row]
    return tuple(Column(at, column_letters(first + at), name, _role(name)) for at, name in enumerate(names))


def column_names(columns: Iterable[Column]) -> str:
    """The headers of columns as a sentence lists them."""
    return ", ".join(f"“{column.name}”" for column in columns)


def _role(name: str) -> str:
    if level := _COUNT.fullmatch(name):
        return COUNT + level[1].strip()
    if group := _GROUP.fullmatch(name):
        return GROUP + group[1].strip()
    word = _plain(name)
    singular = (word, word.removesuffix("s"), word.removesuffix("es"))
    return next((_ROLES[form] for form in singular if form in _ROLES), "")


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold())
    return _BLANKS.sub(" ", "".join(sign for sign in letters if not unicodedata.combining(sign))).strip(" :")
