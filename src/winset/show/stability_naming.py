"""What states, moves and concepts of a conflict are called."""

from collections.abc import Iterable, Sequence

from winset.case.problems import visible
from winset.conflict.concepts import CONCEPTS
from winset.conflict.records import OptionRow, StabilityResult, StateRow, StepRow
from winset.show.words import count, listed, midway, opening

_YES_NO = (("no", "yes"),)


def decider_name(result: StabilityResult, id_: str) -> str:
    """A decision maker, as inside a sentence."""
    return next(midway(visible(row.name)) for row in result.deciders if row.id == id_)


def side(result: StabilityResult, members: Sequence[str]) -> str:
    """Several decision makers in a sentence."""
    return listed([decider_name(result, each) for each in members])


def level_name(option: OptionRow, level: str) -> str:
    """A level of an option: `Yes`."""
    return visible(option.names[option.levels.index(level)])


def is_yes_no(option: OptionRow) -> bool:
    """Whether an option is taken or not, and has no other levels."""
    return option.levels in _YES_NO


def done(option: OptionRow, level: str) -> str:
    """What a level above the lowest is called: the option where it is taken or not, else the option and its level."""
    name = visible(option.name)
    return name if is_yes_no(option) else f"{name}: {level_name(option, level)}"


def state_words(result: StabilityResult, state: StateRow) -> str:
    """A state: its name, or who does what in it; `nobody does anything` where every option is at its lowest level."""
    if state.name is not None:
        return visible(state.name)
    said = []
    for decider in result.deciders:
        mine = [
            done(option, level)
            for option, level in zip(result.options, state.levels, strict=True)
            if option.by == decider.id and level != option.levels[0]
        ]
        if mine:
            said.append(f"{visible(decider.name)}: {listed(mine)}")
    return "; ".join(said) or "nobody does anything"


def numbered(result: StabilityResult, state: StateRow) -> str:
    """A state with its number, as inside a sentence: `state 5 (“Talks go on”)`."""
    return f"state {count(state.number)} (“{state_words(result, state)}”)"


def change_words(result: StabilityResult, before: StateRow, after: StateRow) -> str:
    """What is changed by a move: `Blockade, no more Air strike`; without options, the state that it leads to."""
    said = []
    for option, old, new in zip(result.options, before.levels, after.levels, strict=True):
        if old == new:
            continue
        lowest = new == option.levels[0]
        said.append(f"no more “{done(option, old)}”" if lowest else f"“{done(option, new)}”")
    return listed(said) or f"“{state_words(result, after)}”"


def way_words(result: StabilityResult, start: StateRow, steps: Iterable[StepRow]) -> str:
    """A way in words: `the firm (“Appeal”), then the town (“Press”)`."""
    said, before = [], start
    for step in steps:
        said.append(f"{decider_name(result, step.by)} ({change_words(result, before, step.to)})")
        before = step.to
    return ", then ".join(said)


def shorts(concepts: Iterable[str]) -> str:
    """Concepts by their abbreviations: `Nash, GMR and SEQ`."""
    return listed([CONCEPTS[each].short for each in concepts])


def headed(text: str) -> str:
    """Words at the head of a cell or sentence."""
    return opening(text)
