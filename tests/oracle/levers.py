"""Unlocks by trying everything: every set of levers, every order, every draw, read from the definition alone.

1.  Levers are pulled one after another, each once; what one requires must hold when its turn comes.
2.  An effect with a chance may happen or not, unless its chance is surely 1 or surely 0. What moves may move by either
    end of its range, within the bound of its lever.
3.  Support adds to both ends of the interval of a judge's polls, up to the whole; of one lever no more than its bound.
4.  No more votes leave a bloc than it surely had at first. Blocs without a number share what is surely left over.
5.  What is added where something is, or dropped where nothing is, changes nothing.
6.  Once a ratifier's opinion, votes or entries have been changed, no head count inside it is read.
7.  For a party, deals that its lead knows to be no better than the status quo are left aside: by points that are no
    more, or else by a ranking that finds them worse on every issue that differs.
"""

from collections.abc import Iterator
from copy import deepcopy
from fractions import Fraction
from functools import partial
from itertools import combinations, product
from typing import Any, NamedTuple
from unittest.mock import patch

from oracle import judges, polls
from oracle.polls import HUNDRED, Range
from oracle.scene import Scene, deals
from oracle.verdicts import verdict
from winset.case.patterns import Pattern, parse_pattern
from winset.case.sections import CaseFile, Judge

Data = dict[str, Any]
Ref = tuple[str, str]
Applied = tuple[tuple[Ref, Fraction], ...]
"""The effects that happened, in their order, each with what it moved."""


class State(NamedTuple):
    """The levels of all conditions, and what happened."""

    world: tuple[tuple[str, str], ...]
    applied: Applied


def unlocks(
    data: Data, world: dict[str, str], where: Pattern, sure: bool, party: str | None = None
) -> set[frozenset[str]]:
    """All minimal sets of levers that open a deal."""
    tried = Tried(data, where, sure, party)
    start = State(tuple(world.items()), ())
    sets = [
        frozenset(chosen) for size in range(len(data["levers"]) + 1) for chosen in combinations(data["levers"], size)
    ]
    opening = [chosen for chosen in sets if any(tried.opens(end) for end in tried.ends(start, chosen))]
    return {one for one in opening if not any(other < one for other in opening)}


class Tried:
    """A case with its levers; each state is judged once."""

    def __init__(self, data: Data, where: Pattern, sure: bool, party: str | None = None) -> None:
        self.data, self.where, self.sure, self.party = data, where, sure, party
        self.case = CaseFile.model_validate(data)
        self.known: dict[Any, bool] = {}

    def ends(self, state: State, left: frozenset[str]) -> Iterator[State]:
        """Every state in which all of these have been pulled."""
        if not left:
            yield state
        for lever in sorted(left):
            if Scene(self.case, dict(state.world), {}).matches(self.case.levers[lever].requires):
                for draws in product(*(self._draws(lever, name) for name in self.case.levers[lever].effects)):
                    yield from self.ends(self._after(state, draws), left - {lever})

    def _draws(self, lever: str, name: str) -> list[tuple[Ref, Fraction | None]]:
        effect, bound = self.case.levers[lever].effects[name], self.case.levers[lever].bound
        amounts = {Fraction(0)}
        if effect.support is not None:
            cap = bound.points.most if bound is not None and bound.points is not None else None
            amounts = {end if cap is None else min(end, cap) for end in _ends(effect.support.points)}
        if effect.swing is not None:
            cap = bound.votes.most if bound is not None and bound.votes is not None else None
            amounts = {end if cap is None else min(end, cap) for end in _ends(effect.swing.votes)}
        found: list[tuple[Ref, Fraction | None]] = []
        if effect.chance is None or effect.chance.most > 0:
            found += [((lever, name), amount) for amount in amounts]
        if effect.chance is not None and effect.chance.least < 1:
            found.append(((lever, name), None))
        return found

    def _after(self, state: State, draws: tuple[tuple[Ref, Fraction | None], ...]) -> State:
        world, applied = dict(state.world), state.applied
        for (lever, name), amount in draws:
            effect = self.case.levers[lever].effects[name]
            world |= effect.otherwise if amount is None else effect.set
            if amount is not None and not effect.set:
                applied = (*applied, ((lever, name), amount))
        return State(tuple(world.items()), applied)

    def opens(self, state: State) -> bool:
        """Whether some deal asked about is ratified, or (where sure is not asked) not refused."""
        edits = tuple(ref for ref, _ in state.applied if "add" in self._effect(ref) or "drop" in self._effect(ref))
        rest = frozenset(pair for pair in state.applied if pair[0] not in edits)
        key = (state.world, edits, rest)
        if key not in self.known:
            self.known[key] = self._opens(dict(state.world), edits, sorted(rest))
        return self.known[key]

    def _effect(self, ref: Ref) -> Data:
        effect: Data = self.data["levers"][ref[0]]["effects"][ref[1]]
        return effect

    def _opens(self, world: dict[str, str], edits: tuple[Ref, ...], moved: list[tuple[Ref, Fraction]]) -> bool:
        data = deepcopy(self.data)
        changed: set[str] = set()
        for ref in edits:
            changed |= _edit(data, self._effect(ref))
        points: dict[str, list[tuple[str, Pattern, Fraction]]] = {}
        left: dict[tuple[str, str], Fraction] = {}
        for ref, amount in moved:
            effect = self._effect(ref)
            if "support" in effect:
                about = parse_pattern(effect["support"].get("about", {}))
                points.setdefault(effect["support"]["ratifier"], []).append((ref[0], about, amount))
                changed.add(_ratifier(effect["support"]["ratifier"]))
            else:
                _swing(data, self.data, effect["swing"], amount, left)
                changed.add(_ratifier(effect["swing"]["ratifier"]))
        for path in changed:
            _uncount(_at(data, path))
        case = CaseFile.model_validate(data)
        shifts = {id(judge): points[path] for path, judge in _judges(case) if path in points}
        wanted = {"ratified"} if self.sure else {"ratified", "open"}
        with patch.object(polls, "support", partial(_shifted, polls.support, shifts, self.case)):
            return any(
                verdict(case, world, package) in wanted
                for package in deals(case, world)
                if Scene(case, world, package).matches(self.where)
                and not (self.party and no_better(case, self.party, Scene(case, world, package)))
            )


def _shifted(plain: Any, shifts: dict[int, Any], levers: CaseFile, judge: Judge, scene: Scene, decided: bool) -> Any:
    found = plain(judge, scene, decided)
    if found is None or id(judge) not in shifts:
        return found
    by_lever: dict[str, Fraction] = {}
    for lever, about, amount in shifts[id(judge)]:
        if scene.matches(about):
            by_lever[lever] = by_lever.get(lever, Fraction(0)) + amount
    total = Fraction(0)
    for lever, amount in by_lever.items():
        bound = levers.levers[lever].bound
        cap = bound.points.most if bound is not None and bound.points is not None else amount
        total += min(amount, cap)
    return Range(min(found.least + total, HUNDRED), min(found.most + total, HUNDRED))


def no_better(case: CaseFile, party: str, scene: Scene) -> bool:
    """Whether a party's lead knows a deal to be no better than the status quo."""
    lead = case.parties[party].lead
    if lead is None:
        return False
    judge = case.parties[party].ratifiers[lead]
    if judge.points or judge.adjust:
        return judges.value(judge, scene) <= judges.value(judge, scene.at_status_quo())
    return judges.by_preference(judge, scene) == "no"


def _ends(number: Any) -> set[Fraction]:
    return {number.least, number.most}


def _ratifier(path: str) -> str:
    return ".".join(path.split(".")[:2])


def _at(data: Data, path: str) -> Data:
    """A ratifier, or a bloc or body inside it."""
    party, name, *inside = path.split(".")
    found: Data = data["parties"][party]["ratifiers"][name]
    for word in inside:
        found = found["blocs"][word] if word in found.get("blocs", {}) else found["bodies"][word]
    return found


def _edit(data: Data, effect: Data) -> set[str]:
    """Write in and strike out; gives the ratifiers inside which something was to change."""
    inside = set()
    for path, value in [*effect.get("add", {}).items(), *((path, None) for path in effect.get("drop", []))]:
        *place, field, name = path.split(".")
        holder = _at(data, ".".join(place)) if place else data
        section = holder.setdefault(field, {})
        if value is None:
            section.pop(name, None)
        else:
            section.setdefault(name, value)
        inside |= {_ratifier(path)} if place else set()
    return inside


def _swing(data: Data, first: Data, swing: Data, votes: Fraction, left: dict[tuple[str, str], Fraction]) -> None:
    """Move votes from one bloc to another; `first` is the case before anything moved."""
    before, body = _at(first, swing["ratifier"]), _at(data, swing["ratifier"])
    leaves, joins = swing["from"], swing["to"]
    counted = before["blocs"][leaves].get("votes", "rest") != "rest"
    key = (swing["ratifier"], leaves if counted else "")
    left.setdefault(key, _range(before["blocs"][leaves]["votes"])[0] if counted else _left_over(before))
    votes = min(votes, left[key])
    left[key] -= votes
    for name, change in ((leaves, -votes), (joins, votes)):
        bloc = body["blocs"][name]
        if bloc.get("votes", "rest") != "rest":
            low, high = _range(bloc["votes"])
            bloc["votes"] = {"low": str(low + change), "high": str(high + change)}


def _range(votes: Any) -> tuple[Fraction, Fraction]:
    return (Fraction(votes["low"]), Fraction(votes["high"])) if isinstance(votes, dict) else (Fraction(votes),) * 2


def _left_over(body: Data) -> Fraction:
    given = [_range(bloc["votes"])[1] for bloc in body["blocs"].values() if bloc.get("votes", "rest") != "rest"]
    whole = body.get("members", body.get("votes"))
    if whole is None or whole == "rest":
        return Fraction(0)
    return max(_range(whole)[0] - sum(given, Fraction(0)), Fraction(0))


def _uncount(judge: Data) -> None:
    judge.pop("counts", None)
    for part in [*judge.get("blocs", {}).values(), *judge.get("bodies", {}).values()]:
        _uncount(part)


def _judges(case: CaseFile) -> Iterator[tuple[str, Judge]]:
    for party, entry in case.parties.items():
        for name, ratifier in entry.ratifiers.items():
            yield from _inside(f"{party}.{name}", ratifier)


def _inside(path: str, judge: Any) -> Iterator[tuple[str, Judge]]:
    yield path, judge
    for name, part in [*judge.blocs.items(), *getattr(judge, "bodies", {}).items()]:
        yield from _inside(f"{path}.{name}", part)
