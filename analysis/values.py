"""What analysis hands out: frozen results that every room may read.

Standard library and numpy only. A figure that cannot be had is None beside its reason, never 0 and never NaN.
Every key that contains ``difference`` is in score direction (a rater minus the others); distances and spreads
count levels. Field names are the keys of the ``workbench.analysis/1`` contract.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal, TypeAlias

from analysis.facets.results import FacetsFit
from analysis.flag_results import Bias, Drift, Echo, Effect, Flag, PanelBias
from analysis.rater_results import Comparison, Decision, PairAgreement, RaterDifference, Validity
from analysis.reliability.results import Component, DecisionRow, Icc, Needed, Reliability
from analysis.talk import AgendaEntry, CellChange, ExemplarCandidate, Level, VoteChange, Why

__all__ = [
    "About",
    "AgendaEntry",
    "Agreement",
    "Analysis",
    "BoundaryAgreement",
    "CellChange",
    "Comparison",
    "Component",
    "DataDescription",
    "Decision",
    "DecisionRow",
    "Estimate",
    "ExemplarCandidate",
    "Icc",
    "LeftOut",
    "Level",
    "Needed",
    "PairAgreement",
    "RaterDifference",
    "Reliability",
    "Validity",
    "VoteChange",
    "Why",
]

About: TypeAlias = Literal["these_raters", "raters_in_general"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One figure with its interval, what it rests on, and the reason where it cannot be had.

    Parameters
    ----------
    statistic
        Name in the contract, for example ``exact``.
    value, low, high, se
        The figure, its 95% interval and standard error.
    n_samples, n_units, n_raters, n_pairs, n_rater_pairs
        Samples, cells (sample x criterion), raters, pairs of scores compared, and different pairs of raters used.
    n_left_out
        Scored cells that could not be used; with ``n_units`` it makes up all scored cells.
    method
        How the interval was made.
    about
        Whom it speaks of: the raters who scored, or raters in general.
    undefined_because
        Why there is no value; None when there is one.
    no_interval_because
        Why a value stands without an interval; None when it has one or when there is no value.
    n_counted
        Of ``n_pairs`` those that a share of pairs counts, so that it can be said without a percentage; None for others.
    """

    statistic: str
    value: float | None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    n_samples: int = 0
    n_raters: int = 0
    n_pairs: int = 0
    n_left_out: int = 0
    method: str | Why = ""
    undefined_because: str | Why | None = None
    n_units: int = 0
    n_rater_pairs: int = 0
    about: About = "these_raters"
    no_interval_because: str | None = None
    n_counted: int | None = None

    @classmethod
    def undefined(cls, statistic: str, reason: str | Why, *, n_left_out: int = 0) -> "Estimate":
        """A figure that cannot be had, with the reason and how many cells were left out."""
        return cls(statistic, None, undefined_because=reason, n_left_out=n_left_out)

    @property
    def defined(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One row of the agreement table: an estimate and what it is about.

    Parameters
    ----------
    session, round, criterion
        ``criterion`` is a name, or ``all`` for every criterion pooled, each sample x criterion a unit.
    estimate
        The figure.
    """

    session: str
    round: int
    criterion: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class BoundaryAgreement:
    """How far raters agree on one line between two neighbouring levels of a criterion.

    Parameters
    ----------
    session, criterion, below, above
        The line lies between the levels ``below`` and ``above``.
    same_side
        Share of rater pairs that stand on the same side of the line.
    crosses
        Of the rater pairs that differ, the share that stands on two sides of it. A pair two levels apart
        crosses two lines, so that the shares of a criterion can add up to more than 1.
    """

    session: str
    criterion: str
    below: Level
    above: Level
    same_side: Estimate
    crosses: Estimate


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not used, why, and how much of it."""

    reason: str
    n: int


@dataclass(frozen=True, slots=True)
class DataDescription:
    """What the figures rest on.

    Parameters
    ----------
    ratings, samples, raters, criteria
        Scores, samples and raters counted over everything given; the criteria by name. ``raters`` is None where
        nobody wrote down who scored, and so are ``complete`` and ``connected``.
    levels, levels_declared
        The scale of each criterion, and whether somebody declared all of them.
    complete
        Whether every rater scored every cell of the first round.
    connected, subsets
        Whether shared samples link all raters; if not, the groups of raters that they do link.
    order_randomised
        None: not known.
    condition_codes, left_out
        How often each code stood in place of a score; what was not used.
    raters_unknown_because
        Why nobody knows who scored; None when that is known.
    """

    ratings: int
    samples: int
    raters: int | None
    criteria: tuple[str, ...]
    levels: Mapping[str, tuple[Level, ...]]
    levels_declared: bool
    complete: bool | None
    connected: bool | None
    subsets: tuple[tuple[str, ...], ...]
    order_randomised: bool | None = None
    condition_codes: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    raters_unknown_because: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in a score frame: the one object behind the pages, the JSON and every report.

    What is not computed yet is empty or None. ``boundaries``, ``raters_by_criterion``, ``votes``, ``comparisons`` and
    ``needed`` stand beside the keys of the contract.
    """

    data: DataDescription
    agreement: tuple[Agreement, ...] = ()
    boundaries: tuple[BoundaryAgreement, ...] = ()
    pairs: tuple[PairAgreement, ...] = ()
    decision: tuple[Decision, ...] = ()
    raters: tuple[RaterDifference, ...] = ()
    raters_by_criterion: tuple[RaterDifference, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    facets: FacetsFit | None = None
    drift: tuple[Drift, ...] = ()
    bias: tuple[Bias, ...] = ()
    bias_panel: tuple[PanelBias, ...] = ()
    effects: tuple[Effect, ...] = ()
    echo: tuple[Echo, ...] = ()
    schools: tuple[Any, ...] = ()
    votes: VoteChange | None = None
    comparisons: tuple[Comparison, ...] = ()
    needed: tuple[Needed, ...] = ()
    agenda: tuple[AgendaEntry, ...] = ()
    exemplars: tuple[ExemplarCandidate, ...] = ()
    flags: tuple[Flag, ...] = ()
    schema: str = "workbench.analysis/1"

    def estimate(
        self,
        statistic: str,
        criterion: str = "all",
        *,
        session: str | None = None,
        in_round: int = 1,
        about: About = "these_raters",
    ) -> Estimate:
        """One figure by name; undefined, with the reason, when the analysis does not hold it.

        Parameters
        ----------
        statistic, criterion
            As in the contract; an analysis of one criterion answers to ``all`` and to its name.
        session, in_round
            ``session`` may be left out when there is only one.
        about
            Whom it speaks of.
        """
        names = {criterion} | (
            set(self.data.criteria) if criterion == "all" and len(self.data.criteria) == 1 else set()
        )
        for row in self.agreement:
            here = row.round == in_round and session in (None, row.session) and row.estimate.about == about
            if here and row.criterion in names and row.estimate.statistic == statistic:
                return row.estimate
        return Estimate.undefined(statistic, f"There is no {statistic} for {criterion} in round {in_round}.")

    def as_dict(self) -> dict[str, Any]:
        """The contract as plain dicts, lists, numbers, strings and None, ready for JSON."""
        return {"schema": self.schema, **{f.name: _plain(getattr(self, f.name)) for f in fields(self)}}


def _plain(value: Any) -> Any:
    """Results as JSON knows them; a reason becomes its sentence, an agreement row one flat object."""
    if isinstance(value, Why):
        return str(value)
    if isinstance(value, FacetsFit):
        return value.as_dict()
    if isinstance(value, Agreement):
        about = {"session": value.session, "round": value.round, "criterion": value.criterion}
        return about | _plain(value.estimate)
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return value
