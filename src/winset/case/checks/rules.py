"""A rule fits what it counts: bodies, polls, votes; and it can be met."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from winset.case.checks.judges import blocs_below, bodies_of, judges
from winset.case.checks.survey import Survey
from winset.case.checks.votes import members_of
from winset.case.findings import Finding, unknown
from winset.case.rules import Rule
from winset.case.sections import Judge
from winset.case.shape import Path
from winset.case.words import plain_number


def rules(survey: Survey) -> Iterable[Finding]:
    """Rules that count what is not there, or that nothing can meet."""
    for _, path, judge in judges(survey.file):
        if judge.rule is not None:
            for inside, rule in _parts((*path, "rule"), judge.rule):
                yield from _fits(inside, rule, judge)
                yield from _can_be_met(inside, rule, judge)


def _parts(path: Path, rule: Rule) -> Iterator[tuple[Path, Rule]]:
    if rule.all is None:
        yield path, rule
        return
    for at, part in enumerate(rule.all):
        yield from _parts((*path, "all", at), part)


def _fits(path: Path, rule: Rule, judge: Judge) -> Iterator[Finding]:
    bodies = bodies_of(judge)
    if (rule.all_of is not None or rule.prevails is not None or rule.of == "bodies") and not bodies:
        word = "all_of" if rule.all_of is not None else "prevails" if rule.prevails is not None else "of"
        yield Finding((*path, word), "the rule is about bodies, and there are none", "write them under `bodies`")
    elif rule.prevails is not None and rule.prevails not in bodies:
        yield unknown((*path, "prevails"), "body", rule.prevails, bodies)
    if rule.of in {"asked", "decided"} and not _polls_below(judge):
        what = f"the rule is about those {rule.of}, and there are no polls"
        yield Finding((*path, "of"), what, "write `of: cast` or `of: members`, or give `polls`")


def _polls_below(judge: Judge) -> bool:
    return bool(judge.polls) or any(bloc.polls for bloc in blocs_below(judge))


def _can_be_met(path: Path, rule: Rule, judge: Judge) -> Iterator[Finding]:
    bodies = bodies_of(judge)  # each of them has one vote
    most = Fraction(len(bodies)) if bodies else members_of(judge)
    for word, threshold in _thresholds(rule):
        here = (*path, *word)
        name = f"`{word[-1]}: {plain_number(threshold)}`"
        strictly = word[-1] == "more_than"
        if strictly and threshold == 1:
            yield Finding(here, f"nothing is more than all: {name} can never be met", "write `at_least: 1`")
        elif threshold > 1 and most is not None and (threshold > most or (strictly and threshold == most)):
            end = "can never block" if word[-1] == "blocked_by" else "can never be met"
            yield Finding(here, f"{name} {end} by {plain_number(most)} in all", "correct one of the two numbers")


def _thresholds(rule: Rule) -> Iterator[tuple[tuple[str, ...], Fraction]]:
    for word in ("more_than", "at_least", "blocked_by"):
        if (threshold := getattr(rule, word)) is not None:
            yield (word,), threshold
    if rule.turnout is not None:
        for word in ("more_than", "at_least"):
            if (threshold := getattr(rule.turnout, word)) is not None:
                yield ("turnout", word), threshold
