"""The demo district: three schools, a concluded session, one waiting to be discussed, and one open to score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from workbench.domain import joincodes
from workbench.domain.concerns import Contact
from workbench.domain.errors import Invalid
from workbench.domain.people import Person, Role
from workbench.domain.phases import Act, Moment, Phase
from workbench.domain.sessions import FULL, QUICK, Plan, Session, SessionSample
from workbench.services import builtin, demo_talk, inviting, joining, past
from workbench.services.builtin import ReadSample
from workbench.services.district import DemoPerson, DemoSession, Sheet, district
from workbench.services.past import PastRead
from workbench.services.retelling import Retelling
from workbench.services.sessions import CODE_LIVES
from workbench.storage import people, samples, sessions
from workbench.storage.files import Files
from workbench.storage.people import Account, Grant
from workbench.storage.store import Store

ROLES = {"admin": Role.ADMIN, "facilitator": Role.FACILITATOR, "coach": Role.COACH}
DAYS_AGO = {"concluded": 35, "revealed": 2}
REACH = "Front office, extension 4"
OPEN_SINCE = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class DemoLink:
    """A link that signs a person of the demo in; ``path`` begins with a slash."""

    role: str
    name: str
    path: str


def fill(store: Store, files: Files) -> None:
    """Store the demo district in an empty database, as a whole or not at all; a filled one is left as it is.

    Raises
    ------
    Invalid
        When the database holds a school's own work.
    """
    with store.reading() as db:
        if people.is_demo(db):
            return
        if people.is_anybody_there(db):
            raise Invalid("This folder holds a workbench that is no example.", "Give another --data.")
    builtin.ensure_rubrics(store)
    libraries = {key: builtin.read_samples(store, files, slugs) for key, slugs in _libraries().items()}
    with store.writing() as db:
        if not people.is_anybody_there(db):
            people.mark_demo(db)
            _fill(store, db, libraries)


def links(store: Store) -> tuple[DemoLink, ...]:
    """Return fresh links to sign in as each role; the ones of earlier starts stop working. Writes."""
    inviting.end_demo_links(store)
    with store.writing() as db:
        signing_in = [(role, _account(db, district().person(key))) for role, key in _cast()]
        return tuple(
            DemoLink(role, account.person.name, f"/demo/{inviting.demo_link(store, db, account.person.id)}")
            for role, account in signing_in
            if account is not None
        )


def open_code(store: Store) -> str:
    """Return the code of the session that waits for more teachers, empty once it is over."""
    leads = [district().person(session.facilitator) for session in district().sessions if session.state == "open"]
    with store.reading() as db:
        accounts = [account for lead in leads if (account := _account(db, lead))]
        led = [session for account in accounts for session in sessions.of_person(db, account.person.id)]
        waiting = [session.id for session in led if session.moment.phase is Phase.OPEN]
    return next((code for session_id in waiting if (code := joining.code_of(store, session_id))), "")


def _cast() -> tuple[tuple[str, str], ...]:
    # Who leads comes first: that link is the one opened in a browser.
    return tuple((role, district().sign_in_as[role]) for role in ("facilitator", "teacher", "coach", "admin"))


def _account(db: Connection, wanted: DemoPerson) -> Account | None:
    return next(iter(people.anywhere_named(db, wanted.name)), None)


def _libraries() -> dict[str, tuple[str, ...]]:
    """Return which samples each facilitator has brought in: who signs in has all of them to choose from."""
    libraries = {session.facilitator: session.samples for session in district().sessions}
    everything = tuple(sample.slug for sample in builtin.builtin_samples())
    return libraries | {district().sign_in_as["facilitator"]: everything}


def _fill(store: Store, db: Connection, libraries: Mapping[str, Sequence[ReadSample]]) -> None:
    who = _add_people(store, db)
    work = {key: builtin.add_samples(store, db, who[key], read) for key, read in libraries.items()}
    for demo in sorted(district().sessions, key=lambda session: _begins(store, session)):
        found = samples.many(db, list(work[demo.facilitator].values()))
        own = {slug: found[work[demo.facilitator][slug]] for slug in demo.samples}
        begins = _begins(store, demo)
        session = _session(store, demo, who, [own[slug].id for slug in demo.samples])
        told = Retelling(past.begin(store, db, session, begins - timedelta(days=1)), demo, who, own)
        _live_through(told, begins)


def _add_people(store: Store, db: Connection) -> dict[str, Person]:
    now = store.now()
    schools = {name: store.new_id() for name in district().schools}
    for name, school_id in schools.items():
        people.add_school(db, school_id, name)
    who = {p.key: Person(store.new_id(), p.name, schools[p.school]) for p in district().people}
    for p in district().people:
        people.add(db, who[p.key], "", now)
        if p.role in ROLES:
            people.grant(db, Grant(who[p.key].id, ROLES[p.role]), store.new_id(), now)
    people.set_default_school(db, who[district().sign_in_as["facilitator"]].school_id)
    return who


def _session(store: Store, demo: DemoSession, who: Mapping[str, Person], sample_ids: Sequence[str]) -> Session:
    leader = who[demo.facilitator]
    marked = any(sheet.quotes for sheet in demo.sheets.values())
    return Session(
        id=store.new_id(),
        title=demo.title,
        school_id=leader.school_id,
        facilitator_id=leader.id,
        rubric_id=builtin.rubric_id(demo.rubric),
        join_code=joincodes.new_code(store.rng),
        moment=Moment(),
        plan=Plan(asks=FULL if marked else QUICK, contact=Contact(who[district().sign_in_as["admin"]].id, REACH)),
        samples=tuple(SessionSample(sample_id) for sample_id in sample_ids),
        code_expires_at=_begins(store, demo) + CODE_LIVES,
    )


def _begins(store: Store, demo: DemoSession) -> datetime:
    """Return when scoring started: on a school day in the past, or a moment ago for the one that is open."""
    if demo.state not in DAYS_AGO:
        return store.now() - OPEN_SINCE
    day = store.now() - timedelta(days=DAYS_AGO[demo.state])
    weekend = timedelta(days=max(0, day.weekday() - 4))
    return (day - weekend).replace(hour=15, minute=30, second=0, microsecond=0)


def _live_through(told: Retelling, begins: datetime) -> None:
    told.past.act(Act.OPEN, begins - timedelta(minutes=12))
    for number, rater in enumerate(told.demo.sheets):
        told.past.sit(told.who[rater].id, begins - timedelta(minutes=11) + timedelta(seconds=67 * number))
    told.past.act(Act.START, begins)
    queues = {told.who[rater].id: _queue(told, sheet) for rater, sheet in told.demo.sheets.items()}
    done = told.past.score(queues, begins)
    if told.demo.state == "open":
        return
    told.past.act(Act.CLOSE, done + timedelta(seconds=50))
    told.past.act(Act.REVEAL, done + timedelta(seconds=80))
    if told.demo.state == "concluded":
        demo_talk.talk_and_conclude(told, done + timedelta(minutes=2))


def _queue(told: Retelling, sheet: Sheet) -> tuple[PastRead, ...]:
    """Return a rater's reads in an order of their own: what is scored most comes first."""
    reads = [told.read(slug, sheet) for slug in told.demo.samples]
    told.past.store.rng.shuffle(reads)
    return tuple(sorted(reads, key=lambda read: -len(read.given)))
