"""The tables, by what they are about. Rules that SQL can say are constraints here."""

from workbench.storage.tables.asides import deciding_words, silent_minute, wish
from workbench.storage.tables.base import metadata
from workbench.storage.tables.concerns import concern, concern_read
from workbench.storage.tables.giving import affiliation, asking, fingerprint, giver
from workbench.storage.tables.paper import sheet, typed_sheet, typist
from workbench.storage.tables.people import attempt, audit, invite, membership, person, school, setting, sign_in
from workbench.storage.tables.reading import reading
from workbench.storage.tables.rubrics import criterion, level, rubric
from workbench.storage.tables.samples import artifact, page, sample
from workbench.storage.tables.scores import assignment, marking, recusal, remark, score
from workbench.storage.tables.sessions import calibration, calibration_sample, seat
from workbench.storage.tables.small_groups import wall_say
from workbench.storage.tables.talk import agenda_cell, annotation, debrief, exemplar, objection, outcome
from workbench.storage.tables.walls import wall, wall_screen

__all__ = [
    "affiliation",
    "agenda_cell",
    "annotation",
    "artifact",
    "asking",
    "assignment",
    "attempt",
    "audit",
    "calibration",
    "calibration_sample",
    "concern",
    "concern_read",
    "criterion",
    "debrief",
    "deciding_words",
    "exemplar",
    "fingerprint",
    "giver",
    "invite",
    "level",
    "marking",
    "membership",
    "metadata",
    "objection",
    "outcome",
    "page",
    "person",
    "reading",
    "recusal",
    "remark",
    "rubric",
    "sample",
    "school",
    "score",
    "seat",
    "setting",
    "sheet",
    "sign_in",
    "silent_minute",
    "typed_sheet",
    "typist",
    "wall",
    "wall_say",
    "wall_screen",
    "wish",
]
