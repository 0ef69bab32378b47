"""Moderation days that never happened, with effects planted and known: for tests, for training and for planning.

`simulated_day` plays a `Plan` and gives a `Day`: a table of scores as `analysis.score_frame` reads it, and the truth.
The rooms behind it, one question each::

    plan                     what is asked for, and whether it is possible
      |-> scale, population  what an average rater gives to work of this quality; sizes in levels made logits
      |-> work               how good every sample is, of which group and school
      |-> allocation         who reads what
      |-> queues             in which order, when, and what returns as an echo
      |-> planting           what each rater does besides reading
      `-> day -> truth       the scores, and everything that was hidden in them
"""

from analysis.simulate.day import Day, simulated_day
from analysis.simulate.plan import KINDS, ImpossiblePlan, Plan, default_size
from analysis.simulate.truth import Truth

__all__ = ["KINDS", "Day", "ImpossiblePlan", "Plan", "Truth", "default_size", "simulated_day"]
