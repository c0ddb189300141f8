"""Which answers rest on which inputs of a case."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from winset.case.coverage import Entry, coverage
from winset.case.load import Case
from winset.evidence.answers import Answers, Kind, Lacks, Options, Summary
from winset.evidence.traced import RestingAnswer, TracedInput
from winset.settlement.about import read_input

# What says which packages there are, or in which world: every answer rests on it.
_EVERYWHERE = frozenset({"coupling", "level"})
# What is counted together with what decides, so that the parts that decide do not name each of them.
_COUNTED = frozenset({"number", "rule", "role", "choice"})
_APART = (".polls.", ".counts.", ".patience")


@dataclass(frozen=True)
class Bearing:
    """Finds what rests on what, in one case under one question."""

    case: Case
    answers: Answers

    def inputs(self) -> tuple[TracedInput, ...]:
        """Every input of the case, in the order of the language."""
        return tuple(self.traced(entry) for entry in coverage(self.case).entries)

    def traced(self, entry: Entry) -> TracedInput:
        """An input with its words and with those whose answers rest on it."""
        ratifiers = tuple(self._ratifiers(entry.path, entry.kind))
        return TracedInput(read_input(self.case, entry.at), entry.kind, entry.contested_by, ratifiers)

    def resting(self, inputs: Collection[TracedInput], among: Iterable[TracedInput]) -> tuple[RestingAnswer, ...]:
        """The answers that rest on some inputs; `among`: all inputs, to say what else each answer rests on."""
        theirs = frozenset(id_ for each in inputs for id_ in each.ratifiers)
        by_ratifier: dict[str, list[TracedInput]] = {}
        bearing = [each for each in among if each.ratifiers]
        for each in bearing:
            for id_ in each.ratifiers:
                by_ratifier.setdefault(id_, []).append(each)
        return tuple(
            _answer(key, says, _of(key, by_ratifier, bearing))
            for key, says in summaries(self.answers).items()
            if self._rests(key, says, theirs)
        )

    def _ratifiers(self, path: str, kind: str) -> Iterator[str]:
        """Whose answers rest on an input."""
        everybody = [id_ for id_, _ in self.answers.by_ratifier]
        if kind in _EVERYWHERE:
            yield from everybody
            return
        whose = next((id_ for id_ in everybody if path.startswith(f"{id_}.")), None)
        if whose is None or not self._decides(path, kind, whose):
            return
        yield from (id_ for id_ in everybody if whose in self._leaders(id_))

    def _decides(self, path: str, kind: str, ratifier: str) -> bool:
        read = [entry.path for entry in self.answers.inputs if entry.path.startswith(f"{ratifier}.")]
        if any(_related(path, other) for other in read):
            return True
        return bool(read) and kind in _COUNTED and not any(word in f"{path}." for word in _APART)

    def _leaders(self, ratifier: str) -> Iterator[str]:
        """The ratifier itself, and those that it answers as."""
        name: str | None = ratifier
        while name is not None:
            yield name
            party, _, id_ = name.partition(".")
            name = self.case.file.parties[party].ratifiers[id_].follows

    def _rests(self, key: "Key", says: Summary, theirs: frozenset[str]) -> bool:
        kind, ratifiers, _ = key
        if kind in {"ratifier", "conflict"}:
            return not theirs.isdisjoint(ratifiers)
        if isinstance(says, Lacks):
            return any(part.ratifier in theirs for part in says.shortfalls)
        return not theirs.isdisjoint(self._vetoes())

    def _vetoes(self) -> Iterator[str]:
        for id_, _ in self.answers.by_ratifier:
            party, _, name = id_.partition(".")
            if self.case.file.parties[party].ratifiers[name].counts_as == "veto":
                yield id_


Key = tuple[Kind, tuple[str, ...], Options]


def summaries(answers: Answers) -> Mapping[Key, Summary]:
    """Every answer by what it is about, the most wanted first."""
    found: dict[Key, Summary] = {("outcome", (), ()): answers.outcome}
    found.update({("ratifier", (id_,), ()): says for id_, says in answers.by_ratifier})
    found.update({("conflict", ids, ()): group for ids, group in answers.conflicts})
    found.update({("waiver", ids, ()): group for ids, group in answers.waivers})
    found.update({("nearest", (), package): lacks for package, lacks in answers.nearest})
    return found


def _of(key: Key, by_ratifier: Mapping[str, list[TracedInput]], bearing: list[TracedInput]) -> list[TracedInput]:
    """The inputs that an answer rests on: of those that it is about, or of everybody."""
    kind, ratifiers, _ = key
    if kind not in {"ratifier", "conflict"}:
        return bearing
    found = {each.input.path: each for id_ in ratifiers for each in by_ratifier.get(id_, ())}
    return list(found.values())


def _answer(key: Key, says: Summary, inputs: list[TracedInput]) -> RestingAnswer:
    sources = dict.fromkeys(source for each in inputs for source in each.sources)
    return RestingAnswer(*key, says, len(inputs), tuple(sources))


def _related(one: str, other: str) -> bool:
    """Whether one path is the other, or leads into it."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
