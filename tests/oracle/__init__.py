"""A slow and obvious evaluator of cases, written from the definitions alone, to hold the product against.

It knows packages, worlds, answers, verdicts, conflict and waiver sets and shortfalls. Where the definitions leave
room, it reads them as follows.

Asking and answering

1.  A written `scope` says what a ratifier is asked, also for a lead. Without one, a lead is asked about every package
    and all others about deals, so that the status quo is out for them.
2.  A follower is out outside its own scope. Inside, it says what the one followed says, and is out where that one is.
3.  An acceptance kind decides when it says yes or no. Polls, blocs, bodies or a count that come out open pass the
    question on, so `otherwise` has the last word. Only head counts that decide differently end it, as open.
4.  `prefers` compares with the status quo; an option that is not in the ranking is unranked. The status quo itself is
    at least as good as itself.
5.  Points use the likely value or the middle; an issue without points adds nothing.

Votes

6.  A body without `members` has as many as its blocs. `rest`, and a bloc without votes, take what the others leave
    over. A nested bloc with a rule judges its own blocs, which add up to its `members`, else to themselves, else
    (where one of them has no number) to its `votes`. Where nothing says how many there are, shares of one are split.
7.  What a nested bloc says of itself by red line, abstention, acceptance, preference, points or polls comes before
    its own blocs. Without a rule it then passes their votes up, and its counts and `otherwise` are not read.
8.  A nested bloc with a rule that comes out open is an open voter like any other.
9.  Polls inside a bloc give that bloc one answer, by its own rule; they do not split its votes.
10. Every bloc has its own share of turnout within the range. Those who abstain take part in the same share. An open
    bloc may stay away altogether, whatever the turnout. A nested bloc that passes votes up uses its own `turnout`
    if it has one. Head counts are of named members: turnout does not touch them.
11. For votes, `asked` is all members and `decided` the votes cast.
12. A number of votes needs no base. A threshold of exactly 1 is a share.
13. Bodies have one vote each; a rule with any base counts them so, also the default rule.

Polls

14. An item speaks where its `about` matches the package in its world. Issues are those its `about` names, through
    named patterns, inside `any`, `all` and `not`, conditions left out.
15. The latest item of a pollster is taken among those that speak of the package and are about the same issues. An item
    without a date gives way to a dated one; items of the same latest day are all read. A month is its last day.
16. With shares as ranges, support is at least the lowest shares of those for, at most all but the lowest of those
    against. Undecided as a range is taken at the end that makes the interval wider; where it is not given, it is 0.
17. `blocked_by` counts everybody who is not for as able to be against.
18. Without the ratifier's `turnout`, a rule over turnout is open, and shares of the roll are taken as if all took part.
19. A number of votes needs `members`; without, it is open.

Sets

20. Where no deal matches, the empty set is a conflict set and there is no waiver set. Where some deal is ratified (not
    refused), the empty set is the sure (possible) waiver set.

Shortfall

21. A no that nothing measures (by preference, by `otherwise: refuses`) is `answer` [1, 1]; an unread one [0, 1].
22. What is lacking is measured by the kind that says no. Where only `otherwise` speaks, by the first of polls, bodies
    or blocs, counts that speaks of the package.
23. Votes: the fewest single votes (a bloc's votes one by one) that must change to yes. Among those present noes go
    first; absentees change earlier where that takes fewer in all, as for a turnout. With several rules, so many that
    all hold. Votes are whole; where only a share of them takes part, parts of votes add up and are rounded up. Where
    more votes are asked for than there are, outsiders are counted. Nothing is lacking at the least where the answer is
    open. The range is over the corners of the admissible votes; where several rules pull in opposite directions the
    least may lie inside them, and is then an upper bound.
24. Opinion: threshold minus support among those who take part; what must be exceeded lacks a tenth of a point at the
    least. Several thresholds: the greatest, each on its own base. Missing turnout is a kind of its own, alike.
25. Bodies: what is lacking in each body that the rule names. Under a threshold of bodies, so many of them as votes.
26. Head counts: over those that decide, or over all about the package where none decides.
27. Followers lack nothing of their own, nor does anybody who is not asked.
"""

from oracle.judges import answer, judgement
from oracle.polls import support
from oracle.scene import (
    Answer,
    Package,
    Said,
    Scene,
    World,
    deals,
    every_world,
    in_scope,
    packages,
    ratifiers,
    vetoes,
    worlds,
)
from oracle.shortfalls import Component, shortfall
from oracle.verdicts import Conflicts, Verdict, Waivers, conflict_sets, verdict, waiver_sets

__all__ = [
    "Answer",
    "Component",
    "Conflicts",
    "Package",
    "Said",
    "Scene",
    "Verdict",
    "Waivers",
    "World",
    "answer",
    "conflict_sets",
    "deals",
    "every_world",
    "in_scope",
    "judgement",
    "packages",
    "ratifiers",
    "shortfall",
    "support",
    "verdict",
    "vetoes",
    "waiver_sets",
    "worlds",
]
