"""The rubrics and samples are complete, consistent, and licensed."""

import re
import zipfile
from pathlib import Path

import pytest

from tests.data.content import DATA, LICENCES, NAMES, RUBRICS, SAMPLES, criteria, text_of

SIGNATURES = {".pdf": b"%PDF-", ".png": b"\x89PNG\r\n", ".docx": b"PK\x03\x04"}

each_rubric = pytest.mark.parametrize("key", RUBRICS)
each_sample = pytest.mark.parametrize("slug", SAMPLES)


def test_there_are_five_rubrics_of_three_kinds() -> None:
    assert len(RUBRICS) == 5
    assert {rubric["kind"] for rubric in RUBRICS.values()} == {"academic", "disposition", "self_assessment"}


@each_rubric
def test_a_rubric_has_every_field_and_a_licence(key: str) -> None:
    rubric = RUBRICS[key]
    assert list(rubric) == [
        *("key", "title", "subject", "grades", "kind", "summary"),
        *("source", "licence", "levels", "cut", "criteria"),
    ]
    assert rubric["key"] == key
    assert all(rubric.values())
    assert rubric["licence"] in LICENCES


@each_rubric
def test_a_rubrics_levels_are_distinct_and_hold_the_proficient_line(key: str) -> None:
    levels = RUBRICS[key]["levels"]
    assert len(set(levels)) == len(levels)
    assert 2 <= RUBRICS[key]["cut"] <= len(levels)


@each_rubric
def test_criteria_have_unique_keys_and_one_descriptor_a_level(key: str) -> None:
    assert len(set(criteria(key))) == len(criteria(key)) == (10 if key == "school-self-assessment" else 4)
    for criterion in RUBRICS[key]["criteria"]:
        assert list(criterion) == ["key", "name", "competency", "descriptors"]
        assert len(set(criterion["descriptors"])) == len(RUBRICS[key]["levels"])


@each_rubric
def test_descriptors_fit_on_cards(key: str) -> None:
    words = {text: len(text.split()) for criterion in RUBRICS[key]["criteria"] for text in criterion["descriptors"]}
    assert {text: count for text, count in words.items() if not 8 <= count <= 45} == {}


def test_the_self_assessment_credits_its_source() -> None:
    rubric = RUBRICS["school-self-assessment"]
    assert "Levers and Logic Models" in rubric["source"]
    assert "CompetencyWorks" in rubric["source"]
    assert "CC BY" in rubric["source"]


def test_names_are_single_words_and_unique() -> None:
    assert len(NAMES) == 120
    assert len({name.lower() for name in NAMES}) == len(NAMES)
    assert [name for name in NAMES if not re.fullmatch(r"[A-Z][a-z]{2,11}", name)] == []


def test_samples_have_unique_names_from_the_list() -> None:
    names = [sample["name"] for sample in SAMPLES.values()]
    assert len(set(names)) == len(names) >= 14
    assert set(names) <= set(NAMES)


@each_sample
def test_a_sample_has_every_field_and_a_licence(slug: str) -> None:
    sample = SAMPLES[slug]
    fields = ["name", "rubric", "task", "prompt", "artifacts", "levels", "note", "source", "licence"]
    assert list(sample) == fields
    assert all(sample.values())
    assert sample["name"].lower() == slug
    assert sample["licence"] in LICENCES


@each_sample
def test_a_samples_intended_levels_are_on_its_rubric(slug: str) -> None:
    sample = SAMPLES[slug]
    assert list(sample["levels"]) == criteria(sample["rubric"])
    assert all(1 <= level <= len(RUBRICS[sample["rubric"]]["levels"]) for level in sample["levels"].values())


@each_sample
def test_a_samples_files_exist_and_are_what_their_ending_says(slug: str) -> None:
    folder = DATA / "samples" / slug
    named = [
        artifact[key] for artifact in SAMPLES[slug]["artifacts"] for key in ("file", "transcript") if key in artifact
    ]
    assert {path.name for path in folder.iterdir()} == {"sample.json", *named}
    for name in named:
        content = (folder / name).read_bytes()
        assert 0 < len(content) < 400_000
        assert content.startswith(SIGNATURES.get(Path(name).suffix, b""))


@each_sample
def test_text_work_has_whole_paragraphs(slug: str) -> None:
    for path in (DATA / "samples" / slug).glob("*.txt"):
        text = path.read_bytes().decode("utf-8")
        assert text.endswith("\n")
        assert "\r" not in text
        assert all(paragraph.strip() and "\n" not in paragraph for paragraph in text[:-1].split("\n\n"))


def test_the_samples_cover_every_kind_of_file_and_every_level_of_argument_writing() -> None:
    endings = {Path(artifact["file"]).suffix for sample in SAMPLES.values() for artifact in sample["artifacts"]}
    assert endings == {".txt", ".docx", ".pdf", ".png"}
    letters = [sample for sample in SAMPLES.values() if sample["rubric"] == "argument-writing"]
    assert len(letters) >= 10
    assert len({letter["task"] for letter in letters}) == 2
    for criterion in criteria("argument-writing"):
        assert {letter["levels"][criterion] for letter in letters} >= {2, 3, 4}


def test_letters_are_as_long_as_a_class_period_allows() -> None:
    letters = [slug for slug, sample in SAMPLES.items() if sample["rubric"] == "argument-writing"]
    assert {slug for slug in letters if not 150 <= len(text_of(slug).split()) <= 350} == set()


@each_sample
def test_documents_carry_no_author(slug: str) -> None:
    for path in (DATA / "samples" / slug).glob("*.docx"):
        core = zipfile.ZipFile(path).read("docProps/core.xml").decode("utf-8")
        assert re.search(r"<(dc:creator|cp:lastModifiedBy)>[^<]", core) is None
