"""Who is in the twin databases, and who looks at them; the same in both."""

from dataclasses import dataclass

from workbench.domain.people import Role


@dataclass(frozen=True, slots=True)
class Who:
    """One person: their school, and what they are in the whole installation."""

    name: str
    school: str = "North"
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """One session: who leads it, who sits in it, where it stays in the lobby, and who is told of a worry."""

    title: str
    leader: str
    seats: tuple[str, ...]
    waits: bool = False
    contact: str = "Hal"


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Somebody looking at a session.

    Parameters
    ----------
    role, name, group
        Who looks at whose session; no name is a browser without a sign-in.
    knows_who_finished
        Whether this person may know who has finished, though never what was given.
    wall
        Whether it is the projector's screen: a browser without a sign-in that was given the projector's code.
    glances
        Whether they open only the start page, which leads on to the page of the moment: somebody else with the
        same role opens the others.
    """

    role: str
    name: str
    group: Group
    knows_who_finished: bool = False
    glances: bool = False
    wall: bool = False


# Ana has scored everything, Zoe came late; both are looked at, so what they gave is the same in both databases.
OTHERS = ("Ben", "Cal", "Dee", "Eve", "Flo")
EVERYBODY = (
    Who("Ada", role=Role.ADMIN),
    Who("Cora", role=Role.COACH),
    Who("Fay", role=Role.FACILITATOR),
    Who("Gil", role=Role.FACILITATOR),
    Who("Hal", role=Role.FACILITATOR),
    Who("Olga", "East", Role.FACILITATOR),
    Who("Otto", "West", Role.FACILITATOR),
    Who("Ana"),
    *(Who(name) for name in OTHERS),
    Who("Zoe"),
    Who("Tia"),
    Who("Sam", "East"),
)
TABLE = Group("Grade 7 argument", "Fay", ("Ana", *OTHERS, "Zoe"))
LEADER_SCORES = Group("Grade 8 argument", "Gil", ("Gil", *OTHERS))
ELSEWHERE = Group("Another table", "Hal", ("Sam",), waits=True, contact="Cora")
GROUPS = (TABLE, LEADER_SCORES, ELSEWHERE)
LATE = "Zoe"
# Has the task of typing sheets of paper in, for both groups.
TYPES = "Tia"

VIEWPOINTS = (
    Viewpoint("rater", "Ana", TABLE),
    Viewpoint("rater who came late", "Zoe", TABLE, glances=True),
    Viewpoint("facilitator", "Fay", TABLE, knows_who_finished=True),
    Viewpoint("facilitator who scores", "Gil", LEADER_SCORES, knows_who_finished=True),
    Viewpoint("facilitator of another session", "Gil", TABLE),
    Viewpoint("typist", TYPES, TABLE, knows_who_finished=True, glances=True),
    Viewpoint("coach", "Cora", TABLE),
    Viewpoint("admin", "Ada", TABLE, knows_who_finished=True),
    Viewpoint("stranger", "Sam", TABLE),
    Viewpoint("signed out", "", TABLE),
    # How many have finished stands on the wall, so it looks while the same people have in both databases.
    Viewpoint("projector", "", TABLE, knows_who_finished=True, wall=True),
    Viewpoint("projector of a facilitator who scores", "", LEADER_SCORES, knows_who_finished=True, wall=True),
)
