"""Answers: the kinds of acceptance in their order, for ratifiers, bodies and blocs."""

from collections.abc import Callable
from fractions import Fraction

from oracle.polls import opinion
from oracle.scene import Answer, Package, Said, Scene, World, in_scope, ratifiers
from oracle.votes import ONE, ZERO, Group, Stance, both, judged, tallies
from winset.case.rules import MAJORITY_CAST, Rule
from winset.case.sections import Bloc, Body, CaseFile, Count, Judge
from winset.case.written import Number

Decision = tuple[Answer, str]
"""An answer, and the kind of acceptance that decided it."""

OTHERWISE: dict[str, Answer] = {"accepts": "yes", "refuses": "no", "open": "open"}
STANCES: dict[str, Stance] = {"yes": "yes", "no": "no", "abstain": "abstain", "stay_away": "stay_away"}


def answer(case: CaseFile, world: World, path: str, package: Package) -> Said:
    """What a ratifier says: yes, no or open, or out where it is not asked, which counts as accepting."""
    scene = Scene(case, world, package)
    ratifier = ratifiers(case)[path]
    if not in_scope(scene, path):
        return "out"
    if ratifier.follows is not None:
        return answer(case, world, ratifier.follows, package)
    return decision(ratifier, scene)[0]


def judgement(case: CaseFile, world: World, path: str, package: Package) -> Answer:
    """What a ratifier would say if it were asked, scope or not; a follower says what the one it follows would."""
    ratifier = ratifiers(case)[path]
    if ratifier.follows is not None:
        return judgement(case, world, ratifier.follows, package)
    return decision(ratifier, Scene(case, world, package))[0]


def decision(judge: Judge, scene: Scene, *, red_lines: bool = True) -> Decision:
    """The first kind that decides, in order; red lines can be left out to see what else is lacking."""
    if red_lines and crossed(judge, scene):
        return "no", "refuses"
    return before_votes(judge, scene) or from_votes_on(judge, scene)


def crossed(judge: Judge, scene: Scene) -> list[str]:
    """The red lines that the package crosses."""
    return [name for name, line in judge.refuses.items() if scene.matches(line.when)]


def before_votes(judge: Judge, scene: Scene) -> Decision | None:
    """`accepts`, `prefers`, `points`, `polls`: what comes before the votes of blocs or bodies."""
    if any(scene.matches(line.when) for line in judge.accepts.values()):
        return "yes", "accepts"
    kinds: list[tuple[str, Callable[[Judge, Scene], Answer | None]]] = [
        ("prefers", by_preference),
        ("points", by_points),
        ("polls", by_polls),
    ]
    for name, kind in kinds:
        found = kind(judge, scene)
        if found in {"yes", "no"}:
            return found, name
    return None


def from_votes_on(judge: Judge, scene: Scene) -> Decision:
    """`blocs` or `bodies`, `counts`, `otherwise`."""
    if isinstance(judge, Body) and judge.bodies:
        found = by_bodies(judge, scene)
        if found in {"yes", "no"}:
            return found, "bodies"
    elif judge.blocs:
        found = by_blocs(judge, scene)
        if found in {"yes", "no"}:
            return found, "blocs"
    heads = by_counts(judge, scene)
    if heads is not None:
        return heads, "counts"
    return OTHERWISE[judge.otherwise], "otherwise"


def by_preference(judge: Judge, scene: Scene) -> Answer | None:
    """At least as good as the status quo on every issue that differs: yes; worse on all: no; else nothing."""
    if not judge.prefers:
        return None
    better, worse = 0, 0
    for issue in scene.case.issues:
        new, old = scene.package.get(issue), scene.case.status_quo.get(issue)
        if new == old:
            continue
        ranking = judge.prefers.get(issue, ())
        if new not in ranking or old not in ranking:
            return None
        if ranking.index(new) < ranking.index(old):
            better += 1
        else:
            worse += 1
    if worse == 0:
        return "yes"
    return "no" if better == 0 else None


def value(judge: Judge, scene: Scene) -> Fraction:
    """The points of the package in its world."""
    total = ZERO
    for issue, option in scene.package.items():
        points = judge.points.get(issue, {}).get(option)
        total += points.value if points is not None else ZERO
    for adjustment in judge.adjust.values():
        if scene.matches(adjustment.when):
            total += adjustment.points.value
    return total


def no_deal(judge: Judge, scene: Scene) -> Fraction:
    """Its points without agreement; by default those of the status quo in that world."""
    return judge.no_deal.value if judge.no_deal is not None else value(judge, scene.at_status_quo())


def by_points(judge: Judge, scene: Scene) -> Answer | None:
    """At least the points of no deal: yes."""
    if not judge.points and not judge.adjust:
        return None
    return "yes" if value(judge, scene) >= no_deal(judge, scene) else "no"


def rule_of(judge: Judge) -> Rule:
    """The rule that is written, or more than half of the votes cast."""
    return judge.rule if judge.rule is not None else MAJORITY_CAST


def by_polls(judge: Judge, scene: Scene) -> Answer | None:
    """What the rule makes of the polls."""
    return opinion(rule_of(judge), judge, scene)


def by_bodies(judge: Body, scene: Scene) -> Answer:
    """What the rule makes of what the bodies say."""
    said = {name: decision(body, scene)[0] for name, body in judge.bodies.items()}
    return _of_bodies(rule_of(judge), said)


def _of_bodies(rule: Rule, said: dict[str, Answer]) -> Answer:
    if rule.all is not None:
        return both([_of_bodies(part, said) for part in rule.all])
    if rule.all_of is not None:
        return both(list(said.values()))
    if rule.prevails is not None:
        return said[rule.prevails]
    return judged(rule, tallies(body_votes(said)))


def body_votes(said: dict[str, Answer]) -> Group:
    """Bodies as voters with one vote each."""
    return Group(ZERO, None, parts=tuple(Group(ONE, ONE, answer) for answer in said.values()))


def by_blocs(judge: Judge, scene: Scene) -> Answer:
    """What the rule makes of the votes of the blocs."""
    rule = rule_of(judge)
    if rule.all_of is not None or rule.prevails is not None:
        return "open"
    return judged(rule, tallies(assembly(judge, scene)))


def _range(number: Number) -> tuple[Fraction, Fraction]:
    return number.least, number.most


def assembly(judge: Judge, scene: Scene) -> Group:
    """The blocs of a judge as groups of voters that add up to its members."""
    least: Fraction = ZERO
    most: Fraction | None = None
    all_said = all(bloc.votes is not None and not bloc.votes.rest for bloc in judge.blocs.values())
    if judge.members is not None:
        least, most = _range(judge.members)
    elif isinstance(judge, Bloc) and not all_said and judge.votes is not None and not judge.votes.rest:
        least, most = _range(judge.votes)
    turnout = _range(judge.turnout) if judge.turnout is not None else (ONE, ONE)
    return Group(least, most, parts=tuple(_group(bloc, scene, turnout) for bloc in judge.blocs.values()))


def _group(bloc: Bloc, scene: Scene, turnout: tuple[Fraction, Fraction]) -> Group:
    least: Fraction = ZERO
    most: Fraction | None = None
    if bloc.votes is not None and not bloc.votes.rest:
        least, most = _range(bloc.votes)
    found = _stance(bloc, scene)
    if found is not None:
        return Group(least, most, found, turnout=turnout)
    own = _range(bloc.turnout) if bloc.turnout is not None else turnout
    return Group(least, most, parts=tuple(_group(part, scene, own) for part in bloc.blocs.values()))


def _stance(bloc: Bloc, scene: Scene) -> Stance | None:
    """How a bloc votes as one; nothing where it passes the votes of its own blocs up."""
    if crossed(bloc, scene):
        return STANCES[bloc.when_refusing]
    if any(scene.matches(line.when) for line in bloc.abstains.values()):
        return "abstain"
    found = before_votes(bloc, scene)
    if found is None and bloc.blocs and bloc.rule is None:
        return None
    said = (found or from_votes_on(bloc, scene))[0]
    if said == "no":
        return STANCES[bloc.when_refusing]
    return said


def heads(judge: Judge, count: Count) -> Group:
    """A head count as voters: the ayes, the noes, and all others open."""
    ayes = Group(*_range(count.ayes), "yes")
    noes = Group(*_range(count.noes), "no") if count.noes is not None else Group(ZERO, ZERO, "no")
    if judge.members is not None:
        return Group(*_range(judge.members), parts=(ayes, noes, Group(ZERO, None, "open")))
    undeclared = _range(count.undeclared) if count.undeclared is not None else (ZERO, ZERO)
    return Group(ZERO, None, parts=(ayes, noes, Group(*undeclared, "open")))


def count_answers(judge: Judge, scene: Scene) -> list[tuple[Count, Answer]]:
    """What the rule makes of each head count about the package."""
    rule = rule_of(judge)
    about = [count for count in judge.counts.values() if scene.matches(count.about)]
    if rule.all_of is not None or rule.prevails is not None:
        return [(count, "open") for count in about]
    return [(count, judged(rule, tallies(heads(judge, count)))) for count in about]


def by_counts(judge: Judge, scene: Scene) -> Answer | None:
    """What the head counts that decide agree on; open where they do not agree; nothing where none decides."""
    decided = {said for _, said in count_answers(judge, scene) if said != "open"}
    if len(decided) > 1:
        return "open"
    return decided.pop() if decided else None
