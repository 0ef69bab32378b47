"""Pure statistics on a score frame; knows nothing of the application.

Two doors lead in: `score_frame` checks rows of scores, `tally_frame` counts without names, and each makes a
`ScoreFrame`; `analyze` makes of it the one `Analysis` that the pages, the JSON and every report are drawn from, and
`about_raters` adds what rests on a model of the raters.
The rooms behind them, one question each::

    door, tally_door
      `-> frame -> tally -> agreement, alpha, beyond_chance, boundaries      how far do we agree, and at which line
              |        `----> decision                                       would other raters decide the same
              |-> reads, meetings -> conger, mean_kappa, kendall, pairs      the same, where it matters who scored
              |        `----> reliability                                    can other raters be expected to say so
              |-> facets                                                     how severe is each rater, all on one scale
              |-> panel -> drift, bias, effects -> flags                     what else does a rater do besides judging
              `-> cells ----> differences, validity, agenda, exemplars       who differs, what to talk about, to keep
                       `----> votes, comparison                              what the discussion changed
    sums -> resampling -> estimates, counted                                 how far can a figure be trusted
    measures                                                                 every statistic by its name
    simulate                                                                 days with planted effects, to try them on

Everything is loaded when it is first asked for, so that `analysis.values` costs no pandas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.door import score_frame
    from analysis.errors import BadScores
    from analysis.frame import ScoreFrame
    from analysis.tally_door import tally_frame
    from analysis.values import Analysis, Estimate
    from analysis.whole import about_raters, analyze

__all__ = ["Analysis", "BadScores", "Estimate", "ScoreFrame", "about_raters", "analyze", "score_frame", "tally_frame"]

_HOME = {
    "Analysis": "analysis.values",
    "BadScores": "analysis.errors",
    "Estimate": "analysis.values",
    "ScoreFrame": "analysis.frame",
    "analyze": "analysis.whole",
    "about_raters": "analysis.whole",
    "score_frame": "analysis.door",
    "tally_frame": "analysis.tally_door",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
