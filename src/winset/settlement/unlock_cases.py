"""The case as levers leave it: entries written in or struck out, votes that changed side, counts that are void."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from winset.case.changes import changed, target_of
from winset.case.examine import Examined, examine
from winset.case.findings import problem
from winset.case.paths import node_at
from winset.case.patterns import Pattern
from winset.case.problems import CaseError, quoted
from winset.case.reading import Block
from winset.case.sections import Body, CaseFile, Judge, Ratifier
from winset.case.shape import Path
from winset.model.compile import Model, compile_model
from winset.model.shifts import Movement, Shifts
from winset.model.swings import Swung, is_counted, swung, uncounted
from winset.settlement.unlock_moves import EVERYBODY, Moves, Ref, Shift, State

RATIFIER = 4
"""A ratifier's path is `parties`, the party, `ratifiers`, its id; what is longer is inside it."""


@dataclass
class Cases:
    """The cases that levers make of one case, each read once."""

    moves: Moves
    _read: dict[tuple[Ref, ...], CaseFile] = field(default_factory=dict)
    _whose: dict[Ref, frozenset[str]] = field(default_factory=dict)

    def file(self, edits: tuple[Ref, ...]) -> CaseFile:
        """The case with these entries written in and struck out.

        What is written in already, or struck out already, stays as it is.

        Raises:
            CaseError: together they make a faulty case.
        """
        if edits not in self._read:
            self._read[edits] = self._edited(edits) if edits else self.moves.case.file
        return self._read[edits]

    def _edited(self, edits: tuple[Ref, ...]) -> CaseFile:
        case = self.moves.case
        root: Block = case.root
        for ref in edits:
            wanted = []
            for change in self.moves.changes(ref):
                target = target_of(root, change)
                there = target is not None and node_at(root, target) is not None
                if target is not None and there != (change.word == "add"):
                    wanted.append(change)
            root, _ = changed(root, tuple(wanted))
        examined = examine(root, Examined(case.file, case.root, (), ()))
        if examined.errors or examined.file is None:
            within = f"levers {', '.join(quoted(lever) for lever in dict.fromkeys(lever for lever, _ in edits))}"
            raise CaseError(problem(finding, root, case.path, within) for finding in examined.errors)
        return examined.file

    def ratifier(self, file: CaseFile, ratifier: str, state: State) -> Ratifier:
        """A ratifier as levers leave it; head counts are not read once a lever has changed it."""
        party, _, id_ = ratifier.partition(".")
        written = file.parties[party].ratifiers[id_]
        shifts = sorted(state.swung, key=_ref)
        swings = [self._swung(each.ref, each.amount) for each in shifts if self.whose(each.ref) == {ratifier}]
        if swings:
            written = swung(written, swings)
        return uncounted(written) if ratifier in self.changed_by(state) else written

    def changed_by(self, state: State) -> frozenset[str]:
        """The ratifiers that levers have changed."""
        refs = [*(each.ref for each in (*state.moved, *state.swung)), *state.edits]
        return frozenset().union(*(self.whose(ref) for ref in refs))

    def whose(self, ref: Ref) -> frozenset[str]:
        """The ratifiers that an effect changes: whose opinion or votes, or inside which it edits."""
        if ref not in self._whose:
            self._whose[ref] = self._changed_in(ref)
        return self._whose[ref]

    def _changed_in(self, ref: Ref) -> frozenset[str]:
        effect = self.moves.effects[ref]
        if effect.support is not None:
            return frozenset((_ratifier(effect.support.ratifier),))
        if effect.swing is not None:
            return frozenset((_ratifier(effect.swing.ratifier),))
        inside = (path for path in self.moves.targets(ref) if path is not None and is_inside(path))
        return frozenset(f"{path[1]}.{path[3]}" for path in inside)

    def is_general(self, ref: Ref) -> bool:
        """Whether an edit changes more than what is inside ratifiers, so that anything may follow from it."""
        return any(path is None or not is_inside(path) for path in self.moves.targets(ref))

    def _swung(self, ref: Ref, votes: Fraction) -> Swung:
        swing = self.moves.effects[ref].swing
        if swing is None:
            raise AssertionError("votes change side by a swing")
        return Swung(tuple(swing.ratifier.split(".")[2:]), swing.from_, swing.to, votes)

    def pool(self, body: str, bloc: str) -> str:
        """Whose votes leave with those of a bloc: its own, or, without a number of its own, those left over."""
        party, name, *inside = body.split(".")
        judge: Judge = self.moves.case.file.parties[party].ratifiers[name]
        for word in inside:
            parts: Mapping[str, Judge] = {**judge.blocs, **(judge.bodies if isinstance(judge, Body) else {})}
            judge = parts[word]
        return bloc if is_counted(judge.blocs[bloc]) else ""

    def shifts(self, state: State) -> Shifts:
        """Opinion as it has moved: one movement for each lever and judge, held by the bound of the lever."""
        found: dict[tuple[str, str], list[tuple[Ref, Fraction]]] = {}
        for each in sorted(state.moved, key=_ref):
            support = self.moves.effects[each.ref].support
            if support is not None:
                found.setdefault((each.ref[0], support.ratifier), []).append((each.ref, each.amount))
        return tuple(
            Movement(judge, tuple(self._parts(parts)), self.most_points(lever))
            for (lever, judge), parts in found.items()
        )

    def _parts(self, moved: Iterable[tuple[Ref, Fraction]]) -> Iterator[tuple[Pattern, Fraction]]:
        for ref, points in moved:
            support = self.moves.effects[ref].support
            if support is not None:
                yield support.about, points

    def most_points(self, lever: str) -> Fraction | None:
        """By how much a lever may move one judge's opinion on a package altogether; None where nothing bounds it."""
        bound = self.moves.levers[lever].bound
        if lever in self.moves.relaxed:
            return EVERYBODY
        return bound.points.most if bound is not None and bound.points is not None else None

    def model(self, state: State) -> Model:
        """The whole case in a state, compiled."""
        file = self.file(state.edits)
        changed_ = self.changed_by(state)
        parties = {
            id_: party.model_copy(
                update={
                    "ratifiers": {
                        name: self.ratifier(file, f"{id_}.{name}", state) if f"{id_}.{name}" in changed_ else ratifier
                        for name, ratifier in party.ratifiers.items()
                    }
                }
            )
            for id_, party in file.parties.items()
        }
        left = file.model_copy(update={"parties": parties})
        return compile_model(left, self.world(file, state), self.shifts(state))

    def world(self, file: CaseFile, state: State) -> dict[str, str]:
        """The level of every condition; one that a lever writes in has the level that it is written with."""
        known = self.moves.world_in(state)
        now = {id_: condition.now for id_, condition in file.conditions.items()}
        first = {id_: next(iter(condition.options)) for id_, condition in file.conditions.items()}
        return {id_: known.get(id_, first[id_] if now[id_] == "unknown" else now[id_]) for id_ in file.conditions}


def is_inside(path: Path) -> bool:
    """Whether a path is of something inside a ratifier."""
    return len(path) > RATIFIER and path[0] == "parties" and path[2] == "ratifiers"


def _ref(shift: Shift) -> Ref:
    return shift.ref


def _ratifier(judge: str) -> str:
    return ".".join(judge.split(".")[:2])


def strings_in(node: object) -> Iterator[str]:
    """Every key and every text inside a part of the file."""
    if isinstance(node, Mapping):
        for key, part in node.items():
            yield str(key)
            yield from strings_in(part)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from strings_in(part)
    elif isinstance(node, str):
        yield node
