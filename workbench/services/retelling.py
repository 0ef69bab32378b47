"""From the words of the demo district to ids: which sample, which criterion, which passage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.domain.people import Person
from workbench.domain.samples import Sample
from workbench.domain.scoring import Given, Mark
from workbench.services import builtin
from workbench.services.district import Cell, DemoSession, Quote, Sheet
from workbench.services.past import Past, PastRead


@dataclass(frozen=True, slots=True)
class Retelling:
    """A session of the district with the people and the work that stand for its keys and slugs."""

    past: Past
    demo: DemoSession
    who: Mapping[str, Person]
    work: Mapping[str, Sample]

    def ids(self, cell: Cell) -> tuple[str, str]:
        """Return a cell as the ids of sample and criterion."""
        slug, key = cell
        return self.work[slug].id, builtin.criterion_id(self.demo.rubric, key)

    def read(self, slug: str, sheet: Sheet) -> PastRead:
        """Return what a rater gave for one sample, as ids."""
        return PastRead(
            self.work[slug].id,
            self.given(slug, sheet.given),
            {self.ids(cell)[1]: said for cell, said in sheet.sentences.items() if cell[0] == slug},
            self.marks(quote for quote in sheet.quotes if quote.cell[0] == slug),
        )

    def given(self, slug: str, given: Mapping[Cell, Given]) -> dict[str, Given]:
        """Return what was given for one sample, by criterion id."""
        return {self.ids(cell)[1]: level for cell, level in given.items() if cell[0] == slug}

    def marks(self, quotes: Iterable[Quote]) -> tuple[Mark, ...]:
        """Return the passages that are quoted."""
        return tuple(_mark(self.work[quote.cell[0]], self.ids(quote.cell)[1], quote.words) for quote in quotes)


def _mark(sample: Sample, criterion_id: str, words: str) -> Mark:
    for artifact in sample.artifacts:
        if (start := artifact.text.find(words)) >= 0:
            return Mark(artifact.id, criterion_id, start, start + len(words))
    raise LookupError(f"The demo district quotes words that are not in {sample.name}: {words}")
