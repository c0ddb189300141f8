"""States that a question names: by number, by id, or by what their options are."""

from collections.abc import Iterable

import numpy as np

from winset.case.problems import CaseError, Problem, did_you_mean, quoted
from winset.conflict.building import Built

_DIGITS = 9


def asked_states(built: Built, texts: Iterable[str]) -> tuple[int, ...]:
    """The numbers, from 0, of the states that are named.

    A state is named by its number from 1, by its id in the case, or as `option=level; option=level`, which has to match
    one state.

    Raises:
        CaseError: something is named that there is not, or that is not one state; all of it at once.
    """
    problems: list[Problem] = []
    found: list[int] = []
    for text in texts:
        state = _asked(built, text.strip(), problems)
        if state is not None:
            found.append(state)
    if problems:
        raise CaseError(tuple(problems))
    return tuple(dict.fromkeys(found))


def _asked(built: Built, text: str, problems: list[Problem]) -> int | None:
    size = built.conflict.size
    if text in built.ids:
        return built.ids[text]
    if text.isascii() and text.isdigit():
        if len(text) <= _DIGITS and 1 <= int(text) <= size:
            return int(text) - 1
        problems.append(Problem(f"there is no state {quoted(text)}", f"states have numbers from 1 to {size}"))
    elif "=" in text:
        return _matching(built, text, problems)
    else:
        mend = did_you_mean(text, built.ids) if built.ids else "write its number, or `option=level; option=level`"
        problems.append(Problem(f"there is no state {quoted(text)}", mend))
    return None


def _matching(built: Built, text: str, problems: list[Problem]) -> int | None:
    """The one state with the levels that are given."""
    conflict = built.conflict
    choices = {choice.id: (at, choice) for at, choice in enumerate(conflict.choices)}
    before = len(problems)
    found = np.ones(conflict.size, np.bool_)
    for part in text.split(";"):
        id_, _, level = (word.strip() for word in part.partition("="))
        if id_ not in choices:
            problems.append(Problem(f"there is no option {quoted(id_)}", did_you_mean(id_, choices)))
            continue
        at, choice = choices[id_]
        if level not in choice.levels:
            problems.append(Problem(f"{quoted(id_)} has no level {quoted(level)}", did_you_mean(level, choice.levels)))
            continue
        found &= conflict.levels[:, at] == choice.levels.index(level)
    if len(problems) > before:
        return None
    states = np.flatnonzero(found)
    if len(states) == 1:
        return int(states[0])
    what = f"{len(states)} states match {quoted(text)}" if len(states) else f"no state matches {quoted(text)}"
    problems.append(Problem(what, "give more options a level" if len(states) else "`never` or `always` rules it out"))
    return None
