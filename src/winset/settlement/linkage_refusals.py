"""Who refuses every deal with an option, and by which red lines: whether an instrument can be had on any terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from winset.case.load import Case
from winset.model.acceptance.lines import RedLines
from winset.model.compile import Model
from winset.model.logic import Formula, anywhere
from winset.model.view import Path
from winset.settlement.about import read_input
from winset.settlement.linkage_records import Refusing
from winset.settlement.survey import Judged

Key = tuple[int, int]
"""The place of an option, and the number of a veto that refuses every deal with it."""


@dataclass
class Crossed:
    """The red lines that every deal with an option crosses, by option and by veto."""

    wanted: Sequence[Key]
    lines: dict[Key, frozenset[Path]] = field(default_factory=dict)

    def refusing(self, case: Case, model: Model, place: int) -> tuple[Refusing, ...]:
        """Who refuses every deal with the option in this place."""
        rows = []
        for key in self.wanted:
            if key[0] == place:
                lines = tuple(read_input(case, path) for path in sorted(self.lines.get(key, frozenset())))
                rows.append(Refusing(model.ratifiers[key[1]].id, lines))
        return tuple(rows)


class CrossedOf:
    """Gathers, in one world, the red lines that every deal crosses. options: the formula of each option, by place."""

    def __init__(self, crossed: Crossed, model: Model, options: Mapping[int, Formula]) -> None:
        self.crossed = crossed
        self.options = options
        self.lines = {number: lines_of(model, number) for _, number in crossed.wanted}

    def take(self, judged: Judged) -> None:
        """Look at the deals of a block."""
        for key in self.crossed.wanted:
            place, number = key
            if place not in self.options:
                continue
            here = judged.asked & judged.block.test(self.options[place])
            if not anywhere(here):
                continue
            block = judged.block
            found = frozenset(path for path, line in self.lines[number] if not anywhere(here & ~block.test(line)))
            known = self.crossed.lines.get(key)
            self.crossed.lines[key] = found if known is None else known & found


def lines_of(model: Model, number: int) -> tuple[tuple[Path, Formula], ...]:
    """The red lines of a ratifier itself, not those of its blocs or bodies."""
    steps = (step for _, step in model.ratifiers[number].judge.steps)
    return tuple(line for step in steps if isinstance(step, RedLines) for line in step.lines)
