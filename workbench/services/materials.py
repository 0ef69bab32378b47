"""What a session can be made of: the rubrics and samples there are to choose from."""

from workbench.domain.errors import NotAllowed
from workbench.domain.people import Viewer
from workbench.domain.rubrics import Rubric
from workbench.domain.samples import Sample
from workbench.storage import rubrics, samples
from workbench.storage.store import Store


def rubrics_to_use(store: Store) -> tuple[Rubric, ...]:
    """Return the newest version of every rubric; rubrics are no secret."""
    with store.reading() as db:
        return rubrics.newest(db)


def samples_to_use(store: Store, viewer: Viewer) -> tuple[Sample, ...]:
    """Return the work of the viewer's school that is not withdrawn.

    Raises
    ------
    NotAllowed
        When the viewer does not prepare sessions.
    """
    if not viewer.is_staff:
        raise NotAllowed("Only a facilitator can choose student work.", "Ask your facilitator.")
    with store.reading() as db:
        return samples.of_school(db, viewer.person.school_id)
