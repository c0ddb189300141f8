"""Whether the whole numbers that votes and opinion are scaled to can be added exactly by a machine.

Sums are taken in 64 bits. Past that they would wrap round and a refusal could come out as a yes, so a case whose
numbers may come near is refused when it is compiled. (Points are looked at where they are scaled, see `worth.py`.)
"""

from winset.case.paths import case_path
from winset.case.problems import WinsetError
from winset.model.acceptance.assembly import Assembly
from winset.model.acceptance.counts import HeadCounts
from winset.model.acceptance.kind import Step
from winset.model.acceptance.opinion import Opinion
from winset.model.tally import Tally, Test, common_scale
from winset.model.view import Path

_LARGEST = 2**62


class TooFineError(WinsetError, ValueError):
    """Votes, shares or opinion are too large or too fine for a machine to add them exactly."""


def check_fineness(step: Step, path: Path) -> None:
    """Raise TooFineError, which names the judge at `path`, where a step's numbers could not be added exactly."""
    if _largest(step) >= _LARGEST:
        raise TooFineError(
            f"the numbers of `{case_path(path)}` are too large or too fine to be added exactly; "
            "write fewer decimals or smaller numbers"
        )


def _largest(step: Step) -> int:
    """A bound on the whole numbers that a step adds up."""
    if isinstance(step, Assembly):
        return max((_size(test, step.tally) for test in step.tests), default=0)
    if isinstance(step, HeadCounts):
        return max((_size(test, each.tally) for test in step.tests for each in step.readings), default=0)
    if isinstance(step, Opinion):
        return 200 * step.scale * max(len(step.of_all.groups), 1)
    return 0


def _size(test: Test, tally: Tally) -> int:
    votes = sum(max(voter.least, voter.most) for pool in tally.pools for voter, _ in pool.voters)
    return 2 * common_scale(test, tally) * max(votes, 1)
