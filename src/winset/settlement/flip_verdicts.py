"""All verdicts of a case, as it is and as it would be, over the worlds that unknown conditions span.

What a ratifier makes of every package is found once for each way in which it judges. Most changes of a case leave most
ratifiers as they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from winset.case.sections import CaseFile
from winset.model.compile import CompiledRatifier, Model, World, compile_model, worlds_of
from winset.model.logic import Mask, all_of, anywhere, issues_of
from winset.model.result import Verdict
from winset.model.space import Dimension
from winset.settlement.blocks import Block, Layout, blocks
from winset.settlement.flip_records import Flip
from winset.settlement.named import MOST_NAMED
from winset.settlement.question import Question
from winset.settlement.survey import TooManyPackagesError
from winset.settlement.winsets import verdict_of

MOST_PACKAGES = 2_000_000
MOST_VERSIONS = 64  # ways of judging of one ratifier whose answers are kept

BLOCKS: Mapping[bool, str] = {True: "blocks", False: "does not block"}

Verdicts = dict[tuple[str, str], str]
"""What is said of each kind of deal, and of each ratifier: whether it refuses all deals."""


def over_worlds(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict over worlds of which nobody knows which is the case: one that differs among them is open."""
    found = set(verdicts)
    return found.pop() if len(found) == 1 else Verdict.OPEN


def blocks_in(answers: Iterable[bool | None]) -> str:
    """Whether a ratifier refuses all deals of all worlds; worlds without deals (None) say nothing."""
    found = [each for each in answers if each is not None]
    return BLOCKS[bool(found) and all(found)]


def flipped(before: Verdicts, after: Verdicts) -> tuple[Flip, ...]:
    """The verdicts that change; one that is not there any more does not."""
    return tuple(
        Flip(of, subject, said, after[of, subject])
        for (of, subject), said in before.items()
        if after.get((of, subject), said) != said
    )


@dataclass(frozen=True, slots=True)
class InWorld:
    """What is said in one world: of all deals, of each kind with a name, and whether each veto refuses all deals."""

    world: World
    deals: int
    sure: int
    possible: int
    kinds: Mapping[str, Verdict]
    blocks: Mapping[str, bool | None]

    @property
    def verdict(self) -> Verdict:
        """The verdict on the deals asked about."""
        return verdict_of(self.deals, self.sure, self.possible)


def overall(found: Sequence[InWorld]) -> Verdicts:
    """All verdicts over some worlds."""
    said: Verdicts = {("deals", ""): over_worlds(each.verdict for each in found).value}
    for name in found[0].blocks:
        said["blocks", name] = blocks_in(each.blocks[name] for each in found)
    for name in found[0].kinds:
        said["pattern", name] = over_worlds(each.kinds[name] for each in found).value
    return said


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a ratifier, as it judges, makes of every package: by block, where it accepts and where it refuses."""

    who: CompiledRatifier
    accepts: tuple[Mask, ...]
    refuses: tuple[Mask, ...]


@dataclass
class Cases:
    """The case of a question, and cases that are like it but for a change."""

    question: Question
    named: Sequence[str]
    _answers: dict[tuple[tuple[Dimension, ...], str], list[_Answers]] = field(default_factory=dict)

    def worlds(self, file: CaseFile) -> tuple[dict[str, str], ...]:
        """The worlds to answer for: the levels that the question gives, and every level of what nobody knows.

        Raises:
            KeyError: the question gives a level that this case does not have.
        """
        main = self.question.worlds[0]
        fixed = {id_: main[id_] for id_ in self.question.fixed if id_ in file.conditions}
        for id_, level in fixed.items():
            if level not in file.conditions[id_].options:
                raise KeyError(id_)
        return worlds_of(file, fixed)

    def verdicts(self, file: CaseFile, worlds: Sequence[World]) -> Verdicts:
        """All verdicts of a case over some worlds.

        Raises:
            KeyError: the question names what this case does not have.
            TooManyPackagesError: there are too many packages, over all worlds.
        """
        return overall(self.in_worlds(file, worlds))

    def in_worlds(self, file: CaseFile, worlds: Sequence[World]) -> list[InWorld]:
        """What is said in each of some worlds; raises as `verdicts` does."""
        found = []
        for world in worlds:
            model = compile_model(file, world)
            check_size(model, len(worlds))
            found.append(self._in_world(file, model))
        return found

    def _in_world(self, file: CaseFile, model: Model) -> InWorld:
        parts = list(blocks(Layout.of(model.space), set()))
        asked_formula = all_of([model.space.feasible, model.deal, model.formula(self.question.where)])
        asked = [part.test(asked_formula) for part in parts]
        answers = [self._answers_of(model, model.ratifiers[number], parts) for number in model.vetoes]
        sure, possible = list(asked), list(asked)
        stands: dict[str, bool | None] = {}
        deals = sum(map(_count, parts, asked))
        for each in answers:
            sure = [mask & accepts for mask, accepts in zip(sure, each.accepts, strict=True)]
            possible = [mask & ~refuses for mask, refuses in zip(possible, each.refuses, strict=True)]
            left = any(anywhere(mask & ~refuses) for mask, refuses in zip(asked, each.refuses, strict=True))
            stands[each.who.id] = not left if deals else None
        kinds = {}
        for name in self.named:
            if name in file.patterns:
                formula = model.formula(file.patterns[name])
                of_kind = [part.test(formula) for part in parts]
                there = [any(map(_both, of_kind, masks)) for masks in (asked, sure, possible)]
                kinds[name] = verdict_of(*map(int, there))
        return InWorld(
            model.world, deals, sum(map(_count, parts, sure)), sum(map(_count, parts, possible)), kinds, stands
        )

    def _answers_of(self, model: Model, who: CompiledRatifier, parts: Sequence[Block]) -> _Answers:
        """What a ratifier makes of every package; one that judges as before says what it said."""
        kept = self._answers.setdefault((model.space.dimensions, who.id), [])
        held = next((each for each in kept if (each.who.scope, each.who.judge) == (who.scope, who.judge)), None)
        if held is None:
            accepts, refuses = [], []
            for part in parts:
                given, scope = who.judge.answer(part), part.test(who.scope)
                accepts.append(given.yes | ~scope)
                refuses.append(given.no & scope)
            held = _Answers(who, tuple(accepts), tuple(refuses))
            kept.append(held)
            del kept[:-MOST_VERSIONS]
        return held


def check_size(model: Model, worlds: int) -> None:
    """Raises TooManyPackagesError where there are too many packages, over all worlds."""
    size = model.space.size * worlds
    if size > MOST_PACKAGES:
        over = f" over {worlds:,} worlds" if worlds > 1 else ""
        raise TooManyPackagesError(
            f"there are {size:,} packages{over}; flips are looked for among up to {MOST_PACKAGES:,}"
        )


def named_kinds(file: CaseFile, models: Sequence[Model]) -> list[str]:
    """The first kinds of deal with a name, as far as they tell packages apart in some world."""
    first = list(file.patterns.items())[:MOST_NAMED]
    return [name for name, pattern in first if any(issues_of(model.formula(pattern)) for model in models)]


def _count(part: Block, mask: Mask) -> int:
    return int(np.count_nonzero(part.full(mask)))


def _both(one: Mask, other: Mask) -> bool:
    return anywhere(one & other)
