"""Who blocks, read off a survey: every ratifier's stand, conflict and waiver sets, and what a yes is worth."""

from collections.abc import Callable, Sequence

from winset.case.load import Case
from winset.model.compile import CompiledRatifier, Model
from winset.model.result import About
from winset.settlement.about import read_input
from winset.settlement.blocks import single
from winset.settlement.coalitions import coalitions
from winset.settlement.groups import conflict_groups, groups_in_the_way, not_yes, refuses, waiver_groups
from winset.settlement.question import Question
from winset.settlement.records import BlockersResult, ConflictSet, Reason, Shortfall, Stand, WaiverSet, YesWorth
from winset.settlement.sets import Group, minimal
from winset.settlement.shortfall import package_shortfalls, record
from winset.settlement.survey import Said, Signature, Survey
from winset.settlement.winsets import rule_words, sure_and_possible, verdict_of, written_ratifier


def read_blockers(question: Question, found: Survey, heading: About, *, explained: bool = True) -> BlockersResult:
    """Who blocks the deals asked about, from what every ratifier makes of each of them; `explained`: and why."""
    model, party = found.model, question.party
    sure, possible = sure_and_possible(found)
    only = found.asked[0].first if found.deals == 1 else None
    unsure, refusing = (groups_in_the_way(found, test) for test in (not_yes, refuses))
    stands = [_stand(question, found, number, only, explained) for number in range(len(model.ratifiers))]
    return BlockersResult(
        about=heading,
        verdict=verdict_of(found.deals, sure, possible),
        sure=sure,
        possible=possible,
        package=record(model, only) if only is not None else None,
        stands=tuple(sorted(stands, key=lambda stand: party is not None and stand.party != party)),
        conflicts=_conflicts(found),
        waivers=_waivers(found, unsure, refusing),
        worth=tuple(_worth(question.case, model, number, unsure, refusing) for number in model.vetoes),
        coalitions=coalitions(model),
    )


def _stand(question: Question, found: Survey, number: int, only: int | None, explained: bool) -> Stand:
    case, model = question.case, found.model
    who = model.ratifiers[number]

    def count(test: Callable[[Said], bool]) -> int:
        return sum(part.count for part in found.asked if test(part.answers[number]))

    out = count(lambda said: said is Said.OUT)
    refusing = count(lambda said: said.refuses)
    lacking: tuple[Shortfall, ...] = ()
    answer = None
    if only is not None:
        said = found.asked[0].answers[number]
        answer = "out" if said is Said.OUT else "no" if said.refuses else "yes" if said.accepts else "open"
        lacking = tuple(
            part for part in package_shortfalls(model, model.space.package(only)) if part.ratifier == who.id
        )
    return Stand(
        ratifier=who.id,
        name=who.name,
        party=who.party,
        veto=who.veto,
        counts_as=who.counts_as,
        follows=who.follows,
        rule=rule_words(case, who),
        out=out,
        yes=count(lambda said: said.accepts) - out,
        open=count(lambda said: said is Said.OPEN),
        no=refusing,
        blocks=who.veto and found.deals > 0 and refusing == found.deals,
        answer=answer,
        reasons=_reasons(case, found, number, only) if explained else (),
        shortfalls=lacking,
    )


def _reasons(case: Case, found: Survey, number: int, only: int | None) -> tuple[Reason, ...]:
    """The parts of the case that decide its refusals, or its answer where there is one deal only.

    One package of each signature stands for the rest: those that it decides otherwise have a signature of their own
    only if an answer differs, so the parts noted over all deals are added where they are its own.
    """
    model = found.model
    who = model.ratifiers[number]
    judge = followed(model, who).judge
    paths = set()
    for part in found.asked:
        if part.answers[number].refuses or part.first == only:
            used: set[tuple[str, ...]] = set()
            judge.answer(single(model.space, model.space.package(part.first), used))
            paths |= used
    if any(part.answers[number].refuses for part in found.asked):
        paths |= {path for path in found.used if path[: len(judge.path) + 1] == (*judge.path, "refuses")}
    return tuple(reason_of(case, path) for path in sorted(paths))


def followed(model: Model, who: CompiledRatifier) -> CompiledRatifier:
    """The ratifier whose answers it gives: itself, unless it follows another."""
    while who.follows is not None:
        who = model.ratifier(who.follows)
    return who


def reason_of(case: Case, path: tuple[str, ...]) -> Reason:
    """A part of the case as the reason for an answer."""
    entry = read_input(case, path)
    kind = next((word for word in reversed(path) if word in _KINDS), path[-1])
    return Reason(entry.path, kind, entry.words, entry)


_KINDS = frozenset({"refuses", "abstains", "accepts", "prefers", "points", "polls", "counts", "otherwise", "rule"})


def names_in(model: Model, group: Group) -> tuple[str, ...]:
    """The ratifiers of a group by their ids, in the order of the case."""
    return tuple(model.ratifiers[number].id for number in sorted(group))


def _conflicts(found: Survey) -> tuple[ConflictSet, ...]:
    return tuple(
        ConflictSet(names_in(found.model, group), definite)
        for definite in (True, False)
        for group in conflict_groups(found, definite=definite)
    )


_Groups = Sequence[tuple[Group, Signature]]
"""For each signature of deals asked about, the vetoes in the way: those that do not surely accept, or that refuse."""


def _waivers(found: Survey, unsure: _Groups, refusing: _Groups) -> tuple[WaiverSet, ...]:
    """The waiver sets, with how many deals each opens and the first of them."""
    sets = []
    for sure, groups in ((True, unsure), (False, refusing)):
        for waived in waiver_groups(found, sure=sure):
            opened = [part for group, part in groups if group <= waived]
            example = record(found.model, min(part.first for part in opened))
            sets.append(WaiverSet(names_in(found.model, waived), sure, sum(part.count for part in opened), example))
    return tuple(sets)


def _worth(case: Case, model: Model, number: int, unsure: _Groups, refusing: _Groups) -> YesWorth:
    """What its yes opens alone, and after each minimal set of others has moved."""
    who = model.ratifiers[number]
    nobody: Group = frozenset()
    after = []
    for waived in minimal(group for group, _ in refusing if number in group):
        others = waived - {number}
        after.append((names_in(model, others), _opened(refusing, others, number)))
    return YesWorth(
        ratifier=who.id,
        third_party=written_ratifier(case, who).scope is not None,
        alone_sure=_opened(unsure, nobody, number),
        alone_possible=_opened(refusing, nobody, number),
        after=tuple(after),
    )


def _opened(groups: _Groups, others: Group, number: int) -> int:
    """The deals that open when it says yes, the others having moved, and that were not open before."""
    with_it = sum(part.count for group, part in groups if group <= others | {number})
    return with_it - sum(part.count for group, part in groups if group <= others)
