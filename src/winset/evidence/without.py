"""What becomes of the answers when sources are left out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from winset.case.leaving_out import LeftOut, without_sources
from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.problems import WinsetError
from winset.evidence.answers import AnswerChange, Answers, Group, Lacks, Outcome, Says, Summary, answers_of
from winset.evidence.bearing import Bearing, Key, summaries
from winset.evidence.traced import Became, Effect, RestingAnswer, WithoutSources
from winset.model.result import Verdict

MOST_WORLDS = 8  # combinations of levels that are all looked at; beyond, each level that differs is tried alone

_WHOSE = frozenset({"outcome", "ratifier"})  # answers that rest on inputs, and not on other answers

World = Mapping[str, str]


@dataclass(frozen=True)
class Standing:
    """A case that was asked something, with its answers and what each rests on."""

    case: Case
    world: World
    where: str | Mapping[str, object] | Pattern | None
    answers: Answers
    resting: tuple[RestingAnswer, ...]

    def without(self, sources: Sequence[str]) -> WithoutSources:
        """What is left of the case and of its answers without some sources.

        Raises:
            CaseError: the case has no such source.
        """
        case, left_out = without_sources(self.case, sources)
        if not any(map(self._may_bear, left_out)):
            return WithoutSources(tuple(sources), left_out, ())
        worlds, complete = self._worlds(left_out)
        try:
            found = [(world, answers_of(case, world={**self.world, **world}, where=self.where)) for world in worlds]
        except WinsetError as error:
            return WithoutSources(tuple(sources), left_out, (), len(worlds), complete, str(error))
        moved = tuple(self._moved(found))
        same = self._assumed(case, found[0][1], {each.change.ratifiers for each in moved if each.change.kind in _WHOSE})
        effects = sorted((*moved, *same), key=lambda effect: _ORDER[effect.became])
        return WithoutSources(tuple(sources), left_out, tuple(effects), len(worlds), complete)

    def _may_bear(self, part: LeftOut) -> bool:
        """Whether answers may rest on it: on what judges packages, or on which packages and worlds there are."""
        section = part.path.partition(".")[0]
        return section in self.case.file.parties or section in {"never", *self.case.file.conditions}

    def _worlds(self, left_out: Sequence[LeftOut]) -> tuple[list[dict[str, str]], bool]:
        """The worlds that may be, of conditions whose level is not known any more; the one as it was comes first."""
        conditions = self.case.file.conditions
        open_ = [
            id_
            for id_ in conditions
            if id_ not in self.world
            and conditions[id_].now != "unknown"
            and any(part.path == f"{id_}.now" for part in left_out)
        ]
        known = dict(self.answers.about.world)
        levels = {
            id_: [known[id_], *(level for level in conditions[id_].options if level != known[id_])] for id_ in open_
        }
        if prod(map(len, levels.values())) <= MOST_WORLDS:
            return [dict(zip(levels, world, strict=True)) for world in product(*levels.values())], True
        as_it_was = {id_: known[id_] for id_ in open_}
        return [as_it_was, *({**as_it_was, id_: level} for id_ in open_ for level in levels[id_][1:])], False

    def _moved(self, found: Sequence[tuple[dict[str, str], Answers]]) -> Iterator[Effect]:
        """The answers that are not the same in every world any more, with the first world in which they differ."""
        before = summaries(self.answers)
        after = [(world, summaries(answers)) for world, answers in found]
        for key in dict.fromkeys((*before, *(key for _, each in after for key in each))):
            moved = next(((world, each.get(key)) for world, each in after if each.get(key) != before.get(key)), None)
            if moved is None:
                continue
            world, now = moved
            falls = _settled(before.get(key)) and any(not _same(before[key], each.get(key)) for _, each in after)
            became: Became = "falls" if falls else "changes"
            # As things are now an answer needs no world to be named.
            yield Effect(
                became, _change(key, before.get(key), now), tuple(world.items()) if world != found[0][0] else ()
            )

    def _assumed(self, case: Case, answers: Answers, moved: Collection[tuple[str, ...]]) -> Iterator[Effect]:
        """The answers that are the same and rest on no source any more; of whom `moved` tells, it is not so."""
        bearing = Bearing(case, answers)
        inputs = bearing.inputs()
        resting = {(each.kind, each.ratifiers): each for each in bearing.resting(inputs, inputs)}
        now = summaries(answers)
        for was in self.resting:
            if was.kind not in _WHOSE or was.ratifiers in moved or not was.sources:
                continue
            is_ = resting.get((was.kind, was.ratifiers))
            says = now.get((was.kind, was.ratifiers, ()))
            if (is_ is None and _settled(says)) or (is_ is not None and not is_.sources):
                yield Effect("assumed", _change((was.kind, was.ratifiers, ()), was.says, says))


def _change(key: Key, before: Summary | None, after: Summary | None) -> AnswerChange:
    return AnswerChange(*key, before, after)


def _settled(summary: Summary | None) -> bool:
    """Whether an answer leaves nothing open."""
    if isinstance(summary, Outcome):
        return summary.verdict in {Verdict.RATIFIED, Verdict.REFUSED}
    if isinstance(summary, Says):
        return summary.open == 0
    return isinstance(summary, Group) and summary.sure


def _same(before: Summary, after: Summary | None) -> bool:
    """Whether a settled answer still holds, though its numbers may be others."""
    if isinstance(before, Outcome):
        return isinstance(after, Outcome) and after.verdict is before.verdict
    if isinstance(before, Group):
        return isinstance(after, Group) and after.sure
    return _settled(after) or isinstance(before, Lacks)


_ORDER: Mapping[Became, int] = {"falls": 0, "changes": 1, "assumed": 2}
