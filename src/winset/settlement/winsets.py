"""Win-sets read off a survey: each ratifier's, those that two share, and the verdict on the deals asked about."""

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

from winset.case.load import Case
from winset.case.rules import show_rule
from winset.case.sections import Ratifier
from winset.model.compile import CompiledRatifier, Model
from winset.model.result import Verdict
from winset.settlement.records import Overlap, WinSet
from winset.settlement.survey import Said, Signature, Survey


def verdict_of(deals: int, sure: int, possible: int) -> Verdict:
    """Ratified if some deal is sure, open if some is possible, otherwise refused."""
    if deals == 0:
        return Verdict.NO_DEALS
    if sure:
        return Verdict.RATIFIED
    return Verdict.OPEN if possible else Verdict.REFUSED


def is_sure(model: Model, signature: Signature) -> bool:
    """Whether every veto in scope says yes."""
    return all(signature.answers[number].accepts for number in model.vetoes)


def is_possible(model: Model, signature: Signature) -> bool:
    """Whether no veto says no."""
    return not any(signature.answers[number].refuses for number in model.vetoes)


def sure_and_possible(survey: Survey) -> tuple[int, int]:
    """How many of the deals asked about are sure, and how many possible."""
    sure = sum(signature.count for signature in survey.asked if is_sure(survey.model, signature))
    possible = sum(signature.count for signature in survey.asked if is_possible(survey.model, signature))
    return sure, possible


def written_ratifier(case: Case, who: CompiledRatifier) -> Ratifier:
    """The ratifier as the case writes it."""
    return case.file.parties[who.party].ratifiers[who.id.partition(".")[2]]


def rule_words(case: Case, who: CompiledRatifier) -> str:
    """The rule of a ratifier in words, or how it judges where it has none."""
    written = written_ratifier(case, who)
    if who.follows is not None:
        return f"follows {who.follows}"
    if written.rule is not None:
        return show_rule(written.rule, {id_: body.name or "" for id_, body in written.bodies.items()})
    if written.blocs or written.counts or written.polls:
        return "more than 1/2 of the votes cast"
    if written.bodies:
        return "more than 1/2 of the bodies"
    return "its own word"


def win_sets(case: Case, survey: Survey) -> tuple[WinSet, ...]:
    """The win-set of each ratifier, over the deals asked about and over every package but the status quo."""
    return tuple(_win_set(case, survey, number, who) for number, who in enumerate(survey.model.ratifiers))


def _win_set(case: Case, survey: Survey, number: int, who: CompiledRatifier) -> WinSet:
    def count(signatures: tuple[Signature, ...], holds: Callable[[Said], bool]) -> int:
        return sum(signature.count for signature in signatures if holds(signature.answers[number]))

    def four(signatures: tuple[Signature, ...]) -> tuple[int, int, int, int]:
        out = count(signatures, lambda said: said is Said.OUT)
        yes = count(signatures, lambda said: said.accepts and said is not Said.OUT)
        return out, yes, count(signatures, lambda said: said is Said.OPEN), count(signatures, lambda said: said.refuses)

    out, yes, open_, no = four(survey.asked)
    deals = max(survey.deals, 1)
    return WinSet(
        ratifier=who.id,
        name=who.name,
        party=who.party,
        lead=who.lead,
        counts_as=who.counts_as,
        follows=who.follows,
        rule=rule_words(case, who),
        out=out,
        yes=yes,
        open=open_,
        no=no,
        share_sure=Fraction(out + yes, deals),
        share_possible=Fraction(out + yes + open_, deals),
        others=four(survey.signatures),
        stated=count(survey.asked, lambda said: said.stated) > 0,
    )


def overlaps(survey: Survey) -> tuple[Overlap, ...]:
    """For every two ratifiers that can stop a deal, the deals that both accept."""
    model = survey.model
    found = []
    for first, second in combinations(model.vetoes, 2):
        pair = (first, second)
        sure = sum(part.count for part in survey.asked if all(part.answers[number].accepts for number in pair))
        possible = sum(part.count for part in survey.asked if not any(part.answers[number].refuses for number in pair))
        found.append(Overlap(model.ratifiers[first].id, model.ratifiers[second].id, sure, possible))
    return tuple(found)
