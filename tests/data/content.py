"""Reads `data/` for the tests, with the standard library only."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data"
LICENCES = {"CC0-1.0", "CC-BY-4.0"}


def read_json(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


RUBRICS = {path.stem: read_json(path) for path in sorted((DATA / "rubrics").glob("*.json"))}
SAMPLES = {path.parent.name: read_json(path) for path in sorted((DATA / "samples").glob("*/sample.json"))}
NAMES = (DATA / "names.txt").read_text(encoding="utf-8").splitlines()
DISTRICT = read_json(DATA / "demo" / "district.json")


def criteria(rubric: str) -> list[str]:
    return [criterion["key"] for criterion in RUBRICS[rubric]["criteria"]]


def text_of(slug: str) -> str:
    return (DATA / "samples" / slug / "work.txt").read_text(encoding="utf-8")
