"""How far a ranking is from one in which some states come down to a chosen one, in closed form.

Let A be the states that are better than the chosen one s, and E those level with it. Say that D, a part of A that is
not empty, comes to be no better than s, and that the rest of A stays better. Then of Kemeny and Snell's distance

- every d in D and u of A outside D that was no better than d cost 2, or 1 if they were level: u ends above s and so
  above d. That is forced;
- every d costs 2 where it ends below s, and 1 where it ends level with s;
- those that end level with s are level with each other, and cost 1 for every two that were not. Of the highest of D,
  that were level with each other, all can end so and save one each. Another that does so as well saves one and costs
  one or more. So the highest end level with s, and none below them;
- each e of E costs 1: level with s it would be level with some d that it was below, or be above it; below s it is
  not level with s any more, and all else can stay;
- all other pairs can keep their order.

With |D| = d, and for each x of A the number v(x), twice how many of A are worse plus how many are level with it, itself
included, the first of these is the sum of v over D less d squared: every two of D are in that sum with 2. So the
distance is

    sum of v over D  -  d^2  +  2 d  -  how many are highest in D  +  |E|.

Who has to come down is D's part that is needed; of the rest of A it pays to take the worst first. For let x of D not be
needed and y outside D be worse: taking y for x saves the 2 that x pays for passing y and what x pays for those between,
costs nothing new, and loses at most 1 as another is highest. Where they are level, how many of one level to take is
a question of a concave function, below which only taking none can lie, so all or none of those not needed. Hence D is
what is needed and all up to a level.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from winset.conflict.reach import Ints, States

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Falls:
    """A ranking and a chosen state, down to which others come.

    payoff: the rank of each state for one decision maker, higher is better, from 0 without gaps.
    """

    payoff: States
    state: int

    @cached_property
    def height(self) -> Ints:
        """How many ranks each state is above the chosen one; 0 or less where it is not."""
        return self.payoff.astype(np.int64) - int(self.payoff[self.state])

    @cached_property
    def sizes(self) -> Ints:
        """For each height from 0 how many states have it; at 0 those level with the chosen one, without it."""
        found = np.bincount(self.height[self.height >= 0])
        found[0] -= 1
        return found

    @cached_property
    def worth(self) -> Ints:
        """For each height from 0 what a state of it costs to bring down, v of above; 0 at 0."""
        sizes = self.sizes.copy()
        sizes[0] = 0
        return 2 * np.cumsum(sizes) - sizes

    def distance(self, down: Truths) -> int:
        """How far the nearest ranking is in which these of the better states come down, and no others."""
        heights = self.height[down]
        if not len(heights):
            return 0
        count, highest = len(heights), int((heights == heights.max()).sum())
        return int(self.worth[heights].sum()) - count**2 + 2 * count - highest + int(self.sizes[0])

    def nearest(self, needed: Truths) -> Truths:
        """What comes down in the nearest ranking in which all that is needed does: that, and all up to a level."""
        heights = self.height[needed]
        if not len(heights):
            return needed
        top = int(heights.max())
        apart = np.bincount(heights, minlength=top + 1)
        free = self.sizes[: top + 1] - apart
        free[0] = 0
        count = len(heights) + np.cumsum(free)
        cost = self.worth[heights].sum() + np.cumsum(free * self.worth[: top + 1]) - count**2 + 2 * count
        # Those not needed reach the height of the highest that are only where all up to there come down.
        cost[:top] -= apart[top]
        cost[top] -= self.sizes[top]
        level = int(np.argmin(cost))
        return needed | ((self.height > 0) & (self.height <= level))

    def ranks(self, down: Truths) -> States:
        """That ranking: what stays above, the chosen state with the highest that come down, the others, what was level.

        Ranks from 0 without gaps.
        """
        if not down.any():
            return self.payoff
        span = int(self.payoff.max()) + 1
        held = self.payoff + np.where(self.height > 0, 3 * span, 0)
        held[down] -= 2 * span
        held[down & (self.height == self.height[down].max())] = 2 * span
        held[self.state] = 2 * span
        ranks: States = np.unique(held, return_inverse=True)[1].reshape(-1).astype(np.int32)
        return ranks
