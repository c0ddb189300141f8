"""The section on doubt names inputs, variants and votes that are there, and weights that add up."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from winset.case.checks.judges import no_judge
from winset.case.checks.survey import Survey
from winset.case.doubt import Doubt, Together, Weighted
from winset.case.findings import Finding, unknown
from winset.case.paths import case_path
from winset.case.problems import quoted
from winset.case.sections import Bloc, Effect, Judge, Lever, Poll
from winset.case.shape import Path
from winset.case.walk import walk
from winset.case.words import plain_number
from winset.case.written import Number

_DRAWN = (Number, Poll, Effect, Lever, Judge)
_NOT_DRAWN = frozenset({"cost", "takes", "patience"})


def doubts(survey: Survey) -> Iterable[Finding]:
    """What the section on doubt says that cannot be."""
    for path, doubt in survey.all(Doubt):
        yield from _ranges(doubt, path)
        yield from _together(survey, doubt, path)
        for id_, weighted in doubt.weights.items():
            yield from _weighted(survey, weighted, (*path, "weights", id_, "shares"))
        yield from _undeclared(survey, doubt, path)


def _ranges(doubt: Doubt, path: Path) -> Iterator[Finding]:
    """Sizes of errors and correlations are one number each: nothing draws them."""
    given: list[tuple[Path, Number | None]] = [((*path, "house"), doubt.house), ((*path, "drift"), doubt.drift)]
    given += [((*path, "together", id_, "correlation"), it.correlation) for id_, it in doubt.together.items()]
    for id_, weighted in doubt.weights.items():
        given += [((*path, "weights", id_, "shares", variant), share) for variant, share in weighted.shares.items()]
    for at, number in given:
        if number is not None and number.uncertain:
            yield Finding(at, f"{quoted(str(at[-1]))} is a range", "write one number", "key")


def _together(survey: Survey, doubt: Doubt, path: Path) -> Iterator[Finding]:
    if not doubt.together:
        return
    parts = {at: part for at, part in walk(survey.file) if isinstance(part, _DRAWN) and at[0] != path[0]}
    known = {case_path(at): at for at in parts}
    owner: dict[str, str] = {}
    for id_, group in doubt.together.items():
        for at, name in enumerate(group.inputs):
            here = (*path, "together", id_, "inputs", at)
            if name not in known:
                yield unknown(here, "number, poll, lever or ratifier at", name, sorted(known))
            elif name in owner:
                what = f"{quoted(name)} stands in {quoted(owner[name])} already" if owner[name] != id_ else ""
                yield Finding(here, what or f"{quoted(name)} stands here twice", "name it once")
            else:
                yield from _never_drawn(parts, known[name], here)
            owner.setdefault(name, id_)
        yield from _within_others(doubt, group, id_, path)


def _never_drawn(parts: Mapping[Path, Any], at: Path, here: Path) -> Iterator[Finding]:
    """Numbers that no draw moves: those inside a poll, which is drawn as one, and those without a range."""
    name = case_path(at)
    polls = [at[:end] for end in range(len(at)) if isinstance(parts.get(at[:end]), Poll)]
    part = parts[at]
    if polls:
        yield Finding(here, f"{quoted(name)} is a part of a poll", f"name the poll, {quoted(case_path(polls[0]))}")
    elif isinstance(part, Number) and at[-1] != "chance":
        if not part.uncertain:
            mend = "write it as a range, or take it out"
            yield Finding(here, f"{quoted(name)} is one number, so nothing moves it", mend, "value", "warning")
        elif at[-1] in _NOT_DRAWN and isinstance(parts.get(at[:-1]), Lever | Judge):
            what = f"{quoted(name)} is not drawn: no verdict uses it"
            yield Finding(here, what, "take it out", "value", "warning")


def _within_others(doubt: Doubt, group: Together, id_: str, path: Path) -> Iterator[Finding]:
    """An input cannot be driven by two groups, so no group may name a part of what another one names."""
    others = [(other, name) for other, it in doubt.together.items() if other != id_ for name in it.inputs]
    for at, inside in enumerate(group.inputs):
        for other, name in others:
            if inside.startswith(f"{name}."):
                what = f"{quoted(inside)} is a part of {quoted(name)}, which {quoted(other)} names"
                yield Finding((*path, "together", id_, "inputs", at), what, "name it in one of the two")


def _weighted(survey: Survey, weighted: Weighted, path: Path) -> Iterator[Finding]:
    variants = survey.file.variants
    for id_, share in weighted.shares.items():
        if id_ not in variants:
            yield unknown((*path, id_), "variant", id_, variants, "key")
        if not 0 <= share.least <= share.most <= 1:
            what = f"the weight of {quoted(id_)} is {plain_number(share.value)}, and must lie between 0 and 1"
            yield Finding((*path, id_), what, "write it as a share of 1")
    total = sum((share.value for share in weighted.shares.values()), Fraction(0))
    if total > 1:
        yield Finding(path, f"the weights add up to {plain_number(total)}", "they may add up to 1 at most", "key")
    questions = {variants[id_].contests for id_ in weighted.shares if id_ in variants}
    if len(questions) > 1 or (len(weighted.shares) > 1 and None in questions):
        yield Finding(path, "these variants do not answer one question", "weigh variants that contest the same", "key")


def _undeclared(survey: Survey, doubt: Doubt, path: Path) -> Iterator[Finding]:
    seen: set[str] = set()
    for id_, votes in doubt.undeclared.items():
        here = (*path, "undeclared", id_, "of")
        if survey.judges.at(votes.of) is None:
            yield no_judge(here, votes.of, survey.judges.all)
        elif not _has_votes(survey.judges.at(votes.of)):
            what = f"{quoted(votes.of)} is no bloc with votes of its own"
            yield Finding(here, what, "name a bloc that has `votes`")
        elif votes.of in seen:
            yield Finding(here, f"the open votes of {quoted(votes.of)} are given twice", "keep one of the two")
        seen.add(votes.of)


def _has_votes(judge: Judge | None) -> bool:
    return isinstance(judge, Bloc) and judge.votes is not None
