"""gmcr-py (github.com/onp/gmcr-py): its save files, which are JSON and end with .gmcr.

Read are the files of all versions: older ones call rankings `preferenceVector`, newer ones `preferenceRanking`. Like
gmcr-py, the options are put in the order of the decision makers who have them before states are numbered.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from winset.case.problems import Problem, Problems, did_you_mean, quoted, shortened
from winset.formats.gmcr_model import (
    MOST_OPTIONS,
    MOST_STATES,
    Condition,
    Direction,
    GmcrDecider,
    GmcrModel,
    GmcrOption,
    Pairs,
    feasible_numbers,
)
from winset.formats.json_tree import read_json
from winset.formats.tree import Block, Node, Row, Taking, Text

DIRECTIONS: dict[str, Direction] = {"both": "both", "fwd": "up", "back": "down"}
MANUAL = ("useManualPreferenceRanking", "useManualPreferenceVectors")
RANKING = ("preferenceRanking", "preferenceVector")
MOST_LETTERS = 1_000
MOST_DECIDERS = 62
# `coalitionsFull` says once more what `coalitions` and the decision makers do.
_ROOT = ("options", "decisionMakers", "infeasibles", "coalitions", "coalitionsFull", "program", "version", *MANUAL)
_DECIDER = ("name", "options", "preferences", "misperceptions", "payoffs", *RANKING)
_WHOLE = re.compile(r"-?\d{1,18}\Z", re.ASCII)


def read_model(data: bytes, file: str) -> tuple[GmcrModel, tuple[Problem, ...]]:
    """The conflict of a file, and what of the file is left out of it, as warnings with their places.

    Raises:
        CaseError: with everything that is wrong with the file.
    """
    problems = Problems()
    root = read_json(data, file, problems)
    reading = _Reading(Taking(file, problems))
    model = reading.whole(root) if root is not None else None
    problems.raise_any()
    if model is None:
        raise AssertionError("a file without problems has been read")
    return model, tuple(reading.warnings)


@dataclass(slots=True)
class _Reading:
    """Goes through one file. places: where each option of the file stands once they are in order."""

    take: Taking
    warnings: list[Problem] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)

    def whole(self, root: Block) -> GmcrModel | None:
        """The conflict; None where something is wrong, which has been told."""
        self._tell_unknown(root, _ROOT)
        given = self._options(root)
        rows = self.take.row(self.take.value(root, "decisionMakers"), "decision makers")
        blocks = [self.take.block(item, "the parts of a decision maker") for item in rows.items] if rows else []
        if rows is not None and not 0 < len(rows.items) <= MOST_DECIDERS:
            self.take.fault(rows, f"there are {len(rows.items)} decision makers; 1 to {MOST_DECIDERS} can be read")
        owned = [self._owned(block, given) if block is not None else () for block in blocks]
        if self.take.problems.found:
            return None
        self._put_in_order(root, given, owned)
        manual = self._manual(root)
        infeasible = self._infeasible(root)
        deciders = [
            self._decider(block, options, manual)
            for block, options in zip(blocks, owned, strict=True)
            if block is not None
        ]
        model = GmcrModel(
            tuple(given[at] for at in self.places),
            tuple(deciders),
            infeasible,
            manual,
            self._coalitions(root, deciders),
            self._program(root),
        )
        if not self.take.problems.found:
            model = self._with_rankings(model, [block for block in blocks if block is not None])
        return model

    def _tell_unknown(self, block: Block, known: Sequence[str]) -> None:
        for key, at in block.keys.items():
            if key not in known:
                node = block.values[key]
                said = f" ({shortened(node.text)})" if isinstance(node, Text) else ""
                self._warn(at, f"the key {quoted(key)} is not one that is known here, and is left out{said}")

    def _warn(self, at: Node, what: str) -> None:
        self.warnings.append(Problem(what, place=self.take.place(at), severity="warning"))

    def _name(self, node: Node | None, what: str) -> str:
        """A name, which may be as long as a sentence."""
        if node is None:
            return ""
        if not isinstance(node, Text) or node.absent:
            self.take.fault(node, f"expected the name of {what}")
            return ""
        if len(node.text) > MOST_LETTERS:
            self.take.fault(
                node, f"the name of {what} has {len(node.text)} characters, more than {MOST_LETTERS}", "shorten it"
            )
        return node.text[:MOST_LETTERS].strip()

    def _options(self, root: Block) -> list[GmcrOption]:
        """The options in the order of the file; what cannot be read is told, and stands there without a name."""
        row = self.take.row(self.take.value(root, "options"), "options")
        found = []
        for item in row.items if row is not None else ():
            block = self.take.block(item, "the parts of an option")
            if block is None:
                found.append(GmcrOption(""))
                continue
            self._tell_unknown(block, ("name", "permittedDirection"))
            name = self._name(self.take.value(block, "name"), "an option")
            found.append(GmcrOption(name, self._direction(block)))
        if row is not None and not row.items:
            self.take.fault(row, "there is no option")
        if len(found) > MOST_OPTIONS and row is not None:
            self.take.fault(row, f"there are {len(found)} options, more than {MOST_OPTIONS}")
        self.names = [option.name for option in found]
        return found

    def _direction(self, block: Block) -> Direction:
        node = self.take.value(block, "permittedDirection")
        if node is None:
            return "both"
        word = node.text if isinstance(node, Text) else ""
        if word not in DIRECTIONS:
            mend = f"known: {', '.join(map(quoted, DIRECTIONS))}"
            self.take.fault(node, f"expected a direction{f', found {quoted(word)}' if word else ''}", mend)
        return DIRECTIONS.get(word, "both")

    def _owned(self, block: Block, given: Sequence[GmcrOption]) -> tuple[int, ...]:
        """Which options of the file a decision maker has."""
        row = self.take.row(self.take.value(block, "options"), "options by their places")
        found: list[int] = []
        for item in row.items if row is not None else ():
            at = self._place(item, len(given), "an option")
            if at is None:
                continue
            if at in found:
                self._warn(item, f"the option {quoted(self.names[at])} stands twice here; it counts once")
            else:
                found.append(at)
        return tuple(found)

    def _place(self, node: Node, count: int, what: str) -> int | None:
        """A place in a list, counted from 0."""
        number = self._whole(node)
        if number is None or not 0 <= number < count:
            shown = f", found {quoted(node.text)}" if isinstance(node, Text) else ""
            self.take.fault(node, f"expected the place of {what}, a whole number from 0 to {count - 1}{shown}")
            return None
        return number

    @staticmethod
    def _whole(node: Node) -> int | None:
        return int(node.text) if isinstance(node, Text) and node.plain and _WHOLE.match(node.text) else None

    def _put_in_order(self, root: Block, given: Sequence[GmcrOption], owned: Sequence[Sequence[int]]) -> None:
        """Number the options in the order of those who have them; each must belong to exactly one."""
        at: Node = root.values["options"]
        for options in owned:
            for option in options:
                if option in self.places:
                    what = f"the option {quoted(self.names[option])} belongs to two decision makers"
                    self.take.fault(at, what, "let one of them have it")
                self.places.setdefault(option, len(self.places))
        for option, entry in enumerate(given):
            if option not in self.places:
                what = f"the option {quoted(entry.name)} belongs to no decision maker"
                self.take.fault(at, what, "give it to one, or take it out")
                self.places[option] = len(self.places)
        if list(self.places) != sorted(self.places):
            what = "the options do not stand in the order of the decision makers; they are put in it, as gmcr-py does"
            self._warn(at, f"{what}, and states are numbered by it")

    def _manual(self, root: Block) -> bool:
        node = next((root.values[key] for key in MANUAL if key in root.values), None)
        if node is None:
            return False
        word = node.text if isinstance(node, Text) and node.plain else ""
        if word not in {"true", "false"}:
            self.take.fault(node, "expected `true` or `false`")
        return word == "true"

    def _conditions(self, node: Node | None) -> tuple[Condition, ...]:
        row = self.take.row(node, "conditions")
        found = [self._condition(item) for item in row.items] if row is not None else []
        return tuple(condition for condition in found if condition is not None)

    def _infeasible(self, root: Block) -> tuple[Condition, ...]:
        node = self.take.value(root, "infeasibles")
        found = self._conditions(node)
        if node is not None and any(not pairs for condition in found for pairs in condition):
            self.take.fault(node, "a condition without options leaves no state that can be", "take it out")
        return found

    def _condition(self, node: Node) -> Condition | None:
        """A list of pairs, or `{compound, members}` with such lists as alternatives."""
        if not isinstance(node, Block):
            pairs = self._pairs(node)
            return (pairs,) if pairs is not None else None
        self._tell_unknown(node, ("compound", "members"))
        row = self.take.row(self.take.value(node, "members"), "conditions")
        found = [self._pairs(item) for item in row.items] if row is not None else []
        return tuple(pairs for pairs in found if pairs is not None)

    def _pairs(self, node: Node) -> Pairs | None:
        row = self.take.row(node, "options with `Y` or `N`")
        found: dict[int, bool] = {}
        for item in row.items if row is not None else ():
            pair = self.take.row(item, "an option with `Y` or `N`")
            if pair is None or len(pair.items) != len(("option", "taken")):
                self.take.fault(item, "expected two things: the place of an option, and `Y` or `N`")
                continue
            option, taken = pair.items
            at = self._place(option, len(self.places), "an option")
            if not isinstance(taken, Text) or taken.text not in {"Y", "N"}:
                self.take.fault(taken, "expected `Y` or `N`")
            elif at is not None and self.places[at] in found:
                self.take.fault(item, f"the option {quoted(self.names[at])} stands twice in one condition")
            elif at is not None:
                found[self.places[at]] = taken.text == "Y"
        return tuple(found.items()) if row is not None else None

    def _decider(self, block: Block, owned: Sequence[int], manual: bool) -> GmcrDecider:
        self._tell_unknown(block, _DECIDER)
        key = next((key for key in RANKING if key in block.values), None)
        ranking = None
        if manual and key is None:
            mend = did_you_mean(RANKING[0], block.values)
            self.take.fault(block, f"rankings are in use, and there is no {quoted(RANKING[0])} here", mend)
        elif key is not None and manual:
            ranking = self._ranking(block.values[key])
        elif key is not None and not _absent(block.values[key]):
            self._warn(block.keys[key], "the file does not say that rankings are in use; this one is left out")
        return GmcrDecider(
            self._name(self.take.value(block, "name"), "a decision maker"),
            tuple(self.places[at] for at in owned),
            self._conditions(self.take.value(block, "preferences")),
            ranking,
            self._conditions(block.values.get("misperceptions")),
            self._payoffs(block),
        )

    def _ranking(self, node: Node) -> tuple[tuple[int, ...], ...] | None:
        row = self.take.row(node, "numbers of states, best first")
        if row is None:
            return None
        groups = []
        for item in row.items:
            tied = item.items if isinstance(item, Row) else [item]
            numbers = [self._whole(state) for state in tied]
            for state, number in zip(tied, numbers, strict=True):
                if number is None:
                    self.take.fault(state, "expected the number of a state")
            groups.append(tuple(number for number in numbers if number is not None))
        return tuple(group for group in groups if group)

    def _payoffs(self, block: Block) -> tuple[int, ...]:
        """What gmcr-py computed; only compared with the preferences, so what is no list of numbers is left out."""
        node = block.values.get("payoffs")
        numbers = [self._whole(item) for item in node.items] if isinstance(node, Row) else []
        found = tuple(number for number in numbers if number is not None)
        if node is not None and not _absent(node) and (not isinstance(node, Row) or len(found) < len(node.items)):
            self._warn(block.keys["payoffs"], "the payoffs are no list of whole numbers, and are left out")
            return ()
        return found

    def _coalitions(self, root: Block, deciders: Sequence[GmcrDecider]) -> tuple[tuple[int, ...], ...]:
        """Those who act together; a coalition of one is none."""
        node = root.values.get("coalitions")
        if node is None or _absent(node):
            return ()
        row = self.take.row(node, "decision makers by their places")
        found = []
        for item in row.items if row is not None else ():
            members = [
                self._place(each, len(deciders), "a decision maker")
                for each in (item.items if isinstance(item, Row) else [item])
            ]
            coalition = tuple(dict.fromkeys(member for member in members if member is not None))
            if len(coalition) > 1:
                names = " with ".join(quoted(deciders[member].name) for member in coalition)
                self._warn(item, f"the coalition of {names} is left out: in the case everybody acts alone")
                found.append(coalition)
        return tuple(found)

    def _program(self, root: Block) -> str:
        words = [root.values.get(key) for key in ("program", "version")]
        return " ".join(word.text[:40].strip() for word in words if isinstance(word, Text) and not word.absent)

    def _with_rankings(self, model: GmcrModel, blocks: Sequence[Block]) -> GmcrModel:
        """The same conflict, once its rankings are known to have every feasible state once."""
        if not model.manual and not any(decider.payoffs for decider in model.deciders):
            return model
        numbers = feasible_numbers(len(model.options), model.infeasible)
        for decider, block in zip(model.deciders, blocks, strict=True):
            if decider.ranking is None:
                continue
            at = next(block.values[key] for key in RANKING if key in block.values)
            if numbers is None:
                self.take.fault(
                    at, f"the states cannot be numbered: they are more than {MOST_STATES}, or too many to sift"
                )
            else:
                self._check_ranking(at, decider.ranking, len(numbers))
        if numbers is not None:
            return model
        bare = tuple(replace(decider, payoffs=()) for decider in model.deciders)
        self._warn(blocks[0], "there are too many states to compare payoffs with preferences; the payoffs are left out")
        return replace(model, deciders=bare)

    def _check_ranking(self, at: Node, ranking: Sequence[Sequence[int]], count: int) -> None:
        listed = [state for group in ranking for state in group]
        seen: set[int] = set()
        for state in listed:
            if not 1 <= state <= count:
                self.take.fault(at, f"there is no state {state}; {count} states are feasible")
            elif state in seen:
                self.take.fault(at, f"the state {state} stands twice in the ranking")
            seen.add(state)
        missing = [state for state in range(1, count + 1) if state not in seen]
        if missing:
            shown = ", ".join(map(str, missing[:8])) + (f" and {len(missing) - 8} more" if len(missing) > 8 else "")
            self.take.fault(at, f"the ranking lacks {len(missing)} of {count} feasible states: {shown}")


def _absent(node: Node) -> bool:
    return isinstance(node, Text) and node.absent
