"""What every ratifier makes of some packages, one by one."""

from collections.abc import Iterable
from dataclasses import dataclass

from winset.model.compile import Model
from winset.model.result import PackageRecord
from winset.settlement.blocks import single
from winset.settlement.shortfall import record
from winset.settlement.survey import Said, answers_of

WORDS = {
    Said.OUT: "out",
    Said.YES: "yes",
    Said.YES_STATED: "yes",
    Said.NO: "no",
    Said.NO_STATED: "no",
    Said.OPEN: "open",
}


@dataclass(frozen=True, slots=True)
class PackageAnswers:
    """A package and each ratifier's answer: yes, no, open, or out where it is not asked."""

    package: PackageRecord
    by_ratifier: tuple[tuple[str, str], ...]


def answer_packages(model: Model, numbers: Iterable[int]) -> tuple[PackageAnswers, ...]:
    """The answers to packages given by their numbers."""
    found = []
    for number in numbers:
        given = said_of(model, number)
        pairs = tuple((who.id, WORDS[said]) for who, said in zip(model.ratifiers, given, strict=True))
        found.append(PackageAnswers(record(model, number), pairs))
    return tuple(found)


def said_of(model: Model, number: int) -> tuple[Said, ...]:
    """The answers of all ratifiers to one package."""
    block = single(model.space, model.space.package(number), set())
    return tuple(Said(int(scoped.code)) for scoped in answers_of(model, block))
