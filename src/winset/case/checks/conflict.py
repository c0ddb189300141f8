"""The section on what is done if nothing is signed names what is there: decision makers, options, levels, states."""

from collections.abc import Iterable, Iterator, Mapping

from winset.case.checks.survey import Survey
from winset.case.checks.vocabulary import Vocabulary
from winset.case.conflict import Conflict, Decider, StateRule
from winset.case.conflict_patterns import WORDS
from winset.case.findings import Finding, unknown
from winset.case.patterns import EVERYTHING, Named, Pattern, Where
from winset.case.problems import did_you_mean, quoted
from winset.case.sections import Condition
from winset.case.shape import Path
from winset.case.walk import walk

_PATH: Path = ("conflict",)
_ENDS = frozenset({"low", "likely", "high"})  # of a range, which is written under a level


def conflicts(survey: Survey) -> Iterable[Finding]:
    """What the conflict of a case says that cannot be."""
    conflict = survey.file.conflict
    if conflict is None:
        return
    yield from _form(conflict)
    yield from _ids(survey, conflict)
    yield from _deciders_named(conflict)
    yield from _status_quo(conflict)
    for id_, rule in conflict.always.items():
        yield from _rule(conflict, rule, (*_PATH, "always", id_))
    for id_, decider in conflict.deciders.items():
        yield from _decider(conflict, decider, (*_PATH, "deciders", id_))
    yield from _moves(conflict)
    words = vocabulary(survey, conflict)
    yield from _patterns(words, conflict)
    yield from _ruled_out(words, conflict)


def _form(conflict: Conflict) -> Iterator[Finding]:
    """Either options, or states with moves."""
    if conflict.options:
        if conflict.moves:
            mend = "take one of the two out; `barred` rules out single moves"
            yield Finding((*_PATH, "moves"), "moves follow from `options`, and are not given besides", mend, "key")
        for id_, state in conflict.states.items():
            if state.when is None:
                what = f"nothing says which state {quoted(id_)} is"
                yield Finding((*_PATH, "states", id_), what, "write `when` with a level of every option", "key")
        return
    if not conflict.states:
        mend = "write `options`, or `states` with `moves`"
        yield Finding(_PATH, "the conflict has neither options nor states", mend, "key")
    for id_, state in conflict.states.items():
        if state.when is not None:
            mend = "take it out"
            yield Finding((*_PATH, "states", id_, "when"), "without options there is nothing to match", mend, "key")
    for word in ("never", "always"):
        if getattr(conflict, word):
            yield Finding((*_PATH, word), f"without options `{word}` rules nothing out", "take it out", "key")


def _ids(survey: Survey, conflict: Conflict) -> Iterator[Finding]:
    """Options, conditions, states and patterns share one namespace, for patterns name all of them."""
    for id_ in conflict.options:
        if id_ in WORDS:
            yield Finding(
                (*_PATH, "options", id_), f"{quoted(id_)} is a word of statements", "choose another id", "key"
            )
        elif id_ in survey.file.conditions:
            what = f"{quoted(id_)} is a condition too"
            yield Finding((*_PATH, "options", id_), what, "give one of them another id", "key")
    for id_ in conflict.patterns:
        if id_ in conflict.states:
            what = f"{quoted(id_)} is a state too"
            yield Finding((*_PATH, "patterns", id_), what, "give one of them another id", "key")


def _deciders_named(conflict: Conflict) -> Iterator[Finding]:
    for section in ("options", "barred"):
        for id_, entry in getattr(conflict, section).items():
            if entry.by not in conflict.deciders:
                yield unknown((*_PATH, section, id_, "by"), "decision maker", entry.by, conflict.deciders)
    for id_ in conflict.moves:
        if id_ not in conflict.deciders:
            yield unknown((*_PATH, "moves", id_), "decision maker", id_, conflict.deciders, "key")


def _status_quo(conflict: Conflict) -> Iterator[Finding]:
    path = (*_PATH, "status_quo")
    if conflict.now is not None:
        if conflict.status_quo:
            yield Finding((*_PATH, "now"), "`now` and `status_quo` say the same", "keep one of them", "key")
        if conflict.now not in conflict.states:
            yield unknown((*_PATH, "now"), "state", conflict.now, conflict.states)
    for id_, level in conflict.status_quo.items():
        if id_ not in conflict.options:
            yield unknown((*path, id_), "option", id_, conflict.options, "key")
        elif level not in conflict.options[id_].levels:
            yield _no_level((*path, id_), id_, level, conflict.options[id_].levels)
    left = [id_ for id_ in conflict.options if id_ not in conflict.status_quo]
    if conflict.status_quo and left:
        what = f"the status quo leaves out {', '.join(map(quoted, left))}"
        yield Finding(path, what, "give every option a level", "key")


def _no_level(path: Path, id_: str, level: str, levels: Mapping[str, str], of: str = "value") -> Finding:
    mend = did_you_mean(level, list(levels))
    return Finding(path, f"{quoted(id_)} has no level {quoted(level)}", mend, "key" if of == "key" else "value")


def _rule(conflict: Conflict, rule: StateRule, path: Path) -> Iterator[Finding]:
    for word in ("exactly_one", "at_least_one", "at_most_one"):
        named = getattr(rule, word)
        for at, id_ in enumerate(named):
            if id_ not in conflict.options:
                yield unknown((*path, word, at), "option", id_, conflict.options)
            elif id_ in named[:at]:
                yield Finding((*path, word, at), f"{quoted(id_)} stands twice", "keep one of the two")


def _decider(conflict: Conflict, decider: Decider, path: Path) -> Iterator[Finding]:
    if not conflict.options:
        for word in ("statements", "weights"):
            if getattr(decider, word):
                mend = "write a `ranking` of states, or `payoffs`"
                yield Finding((*path, word), f"without options there is nothing for `{word}` to be about", mend, "key")
    for id_, points in decider.weights.items():
        if id_ not in conflict.options:
            yield unknown((*path, "weights", id_), "option", id_, conflict.options, "key")
            continue
        levels = conflict.options[id_].levels
        if points.keys() <= _ENDS and not points.keys() & levels.keys():
            mend = f"for a range write `{{yes: {{{', '.join(f'{end}: ...' for end in points)}}}}}`"
            yield Finding((*path, "weights", id_), f"{quoted(id_)} has no such levels", mend, "key")
            continue
        for level in points:
            if level not in levels:
                yield _no_level((*path, "weights", id_, level), id_, level, levels, "key")
    for id_ in decider.payoffs:
        if id_ not in conflict.states:
            yield unknown((*path, "payoffs", id_), "state", id_, conflict.states, "key")


def _moves(conflict: Conflict) -> Iterator[Finding]:
    for who, moves in conflict.moves.items():
        for before, ends in moves.items():
            path = (*_PATH, "moves", who, before)
            if before not in conflict.states:
                yield unknown(path, "state", before, conflict.states, "key")
            for at, end in enumerate(ends):
                if end not in conflict.states:
                    yield unknown((*path, at), "state", end, conflict.states)
                elif end == before:
                    yield Finding((*path, at), f"a move from {quoted(end)} to itself is none", "take it out")


def _patterns(words: Vocabulary, conflict: Conflict) -> Iterator[Finding]:
    """What patterns name that there is not, and patterns that come back to themselves."""
    for name, why in words.unusable.items():
        section = "patterns" if name in conflict.patterns else "states"
        yield Finding((*_PATH, section, name), f"the pattern {quoted(name)} {why}", "write it out", "key")
    for path, part in walk(conflict):
        if isinstance(part, Named | Where) and not words.fits(part):
            yield from words.faults(part, (*_PATH, *path))


def _ruled_out(words: Vocabulary, conflict: Conflict) -> Iterator[Finding]:
    """What rules the status quo out; what depends on conditions is left to the world that is asked about."""
    now = conflict.status_quo
    if now.keys() != conflict.options.keys() or any(now[id_] not in conflict.options[id_].levels for id_ in now):
        return

    def holds(pattern: Pattern) -> bool | None:
        known = words.sound(pattern) and all(id_ in now for _, id_ in words.ids(pattern))
        return words.matches(pattern, now) if known else None

    rules = [("never", id_) for id_, each in conflict.never.items() if holds(each.when)]
    taken = {id_ for id_, level in now.items() if level != next(iter(conflict.options[id_].levels))}
    for id_, rule in conflict.always.items():
        if rule.if_ is not None and rule.then is not None:
            broken = holds(rule.if_) is True and holds(rule.then) is False
        else:
            count = len(taken.intersection(rule.exactly_one or rule.at_least_one or rule.at_most_one))
            broken = (count == 0 and not rule.at_most_one) or (count > 1 and not rule.at_least_one)
        rules += [("always", id_)] if broken else []
    for section, id_ in rules:
        what = f"the status quo cannot be: {quoted(f'{section}.{id_}')} rules it out"
        yield Finding((*_PATH, "status_quo"), what, "change one of the two", "key")


def vocabulary(survey: Survey, conflict: Conflict) -> Vocabulary:
    """What patterns inside a conflict may speak of: its options, the conditions of the case, its named patterns."""
    options = {
        id_: Condition.model_construct(name=each.name, ordered=True, options=each.levels, now="unknown")
        for id_, each in conflict.options.items()
    }
    states = {id_: EVERYTHING if each.when is None else each.when for id_, each in conflict.states.items()}
    entries, patterns = {**survey.file.conditions, **options}, {**conflict.patterns, **states}
    return Vocabulary({}, entries, patterns, "option or condition", "state or pattern")
