"""Shortfall: what a ratifier lacks to accept a package."""

from fractions import Fraction
from typing import NamedTuple

from oracle.judges import (
    answer,
    assembly,
    body_votes,
    count_answers,
    crossed,
    decision,
    heads,
    no_deal,
    rule_of,
    value,
)
from oracle.polls import lacks
from oracle.scene import Answer, Package, Scene, World, ratifiers
from oracle.votes import Group, fewest_changes, has_ranges, in_whole_votes, judged, over_votes, tallies
from winset.case.rules import Rule
from winset.case.sections import Body, CaseFile, Judge

ONE, ZERO = Fraction(1), Fraction(0)


class Component(NamedTuple):
    """One thing that is lacking: what kind, where in the case, and how much at least and at most.

    Kinds: `red_line`, `votes`, `opinion`, `turnout` (per cent points), `points`, `answer` (a yes that nothing
    measures). `at_most`: the least is an upper bound only, since several thresholds are judged over ranges of votes,
    each at its own best.
    """

    kind: str
    where: str
    least: Fraction
    most: Fraction
    at_most: bool = False


def shortfall(case: CaseFile, world: World, path: str, package: Package) -> list[Component]:
    """What a ratifier lacks; nothing where it accepts, is not asked, or follows another."""
    ratifier = ratifiers(case)[path]
    if ratifier.follows is not None or answer(case, world, path, package) in {"yes", "out"}:
        return []
    return _of_judge(ratifier, Scene(case, world, package), path)


def _of_judge(judge: Judge, scene: Scene, where: str) -> list[Component]:
    lines = [Component("red_line", f"{where}.refuses.{name}", ONE, ONE) for name in crossed(judge, scene)]
    return lines + _besides_lines(judge, scene, where)


def _besides_lines(judge: Judge, scene: Scene, where: str) -> list[Component]:
    """What would be lacking without the red lines."""
    said, kind = decision(judge, scene, red_lines=False)
    if said == "yes":
        return []
    if kind == "points":
        missing = no_deal(judge, scene) - value(judge, scene)
        return [Component("points", where, missing, missing)]
    if kind == "prefers":
        return [Component("answer", where, ONE, ONE)]
    for measured in [kind] if kind != "otherwise" else ["polls", "bodies", "blocs", "counts"]:
        found = _measured(measured, judge, scene, where)
        if found:
            return found
    return [Component("answer", where, ZERO if said == "open" else ONE, ONE)]


def _measured(kind: str, judge: Judge, scene: Scene, where: str) -> list[Component]:
    """What one kind of acceptance says is lacking; nothing where it does not speak of the package."""
    rule = rule_of(judge)
    if kind == "polls":
        return [Component(lack.kind, where, lack.least, lack.most) for lack in lacks(rule, judge, scene)]
    if kind == "bodies" and isinstance(judge, Body) and judge.bodies:
        return _of_bodies(rule, judge, scene, where)
    if not over_votes(rule):
        return []
    if kind == "blocs" and judge.blocs and not (isinstance(judge, Body) and judge.bodies):
        return [_votes(rule, [assembly(judge, scene)], where)]
    if kind == "counts":
        about = count_answers(judge, scene)
        deciding = [count for count, said in about if said != "open"] or [count for count, _ in about]
        return [_votes(rule, [heads(judge, count) for count in deciding], where)] if deciding else []
    return []


def _votes(rule: Rule, readings: list[Group], where: str) -> Component:
    """From the fewest changes to the most over all votes that may be cast; none where the answer may be a yes."""
    found = [
        [Fraction(fewest_changes(rule, tally, in_whole_votes(reading))) for tally in tallies(reading)]
        for reading in readings
    ]
    least = min(
        min(numbers) if judged(rule, tallies(reading)) == "no" else ZERO
        for reading, numbers in zip(readings, found, strict=True)
    )
    several = rule.all is not None and any(map(has_ranges, readings))
    return Component("votes", where, least, max(map(max, found)), at_most=several)


def _greatest(parts: list[Component]) -> Component:
    """Of what several rules say is lacking in one place, the greatest."""
    most, least = max(part.most for part in parts), max(part.least for part in parts)
    return Component(parts[0].kind, parts[0].where, least, most, any(part.at_most for part in parts))


def _of_bodies(rule: Rule, judge: Body, scene: Scene, where: str) -> list[Component]:
    if rule.all is not None:
        found = [component for part in rule.all for component in _of_bodies(part, judge, scene, where)]
        places = dict.fromkeys((part.kind, part.where) for part in found)
        return [_greatest([part for part in found if (part.kind, part.where) == place]) for place in places]
    said: dict[str, Answer] = {name: decision(body, scene)[0] for name, body in judge.bodies.items()}
    if rule.all_of is None and rule.prevails is None:
        group = body_votes(said)
        return [] if judged(rule, tallies(group)) == "yes" else [_votes(rule, [group], where)]
    needed = [rule.prevails] if rule.prevails is not None else list(judge.bodies)
    lacking = [name for name in needed if said[name] != "yes"]
    return [part for name in lacking for part in _of_judge(judge.bodies[name], scene, f"{where}.{name}")]
