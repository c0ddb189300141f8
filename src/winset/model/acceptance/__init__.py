"""How a ratifier judges a package: one file per kind of acceptance, each with its record.

The kinds are tried in the order of `KINDS`; the first that decides is taken (see `judge.py`).
"""

from winset.model.acceptance.assembly import BLOCS
from winset.model.acceptance.bodies import BODIES
from winset.model.acceptance.counts import COUNTS
from winset.model.acceptance.judge import Judge
from winset.model.acceptance.kind import Kind, Step
from winset.model.acceptance.lines import ABSTAINS, ACCEPTS, REFUSES
from winset.model.acceptance.opinion import POLLS
from winset.model.acceptance.otherwise import OTHERWISE
from winset.model.acceptance.ranking import PREFERS
from winset.model.acceptance.worth import POINTS

KINDS: tuple[Kind, ...] = (REFUSES, ABSTAINS, ACCEPTS, PREFERS, POINTS, POLLS, BLOCS, BODIES, COUNTS, OTHERWISE)

__all__ = ["KINDS", "Judge", "Kind", "Step"]
