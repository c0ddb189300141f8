"""Whether to wait: what waiting is worth beside acting, what ends it, and what is lost by it."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from winset.course.advice import Advice, advise, ending_of
from winset.course.branches import Deed
from winset.course.course_records import Doable, Waiting
from winset.course.naming import Naming
from winset.course.process import Bools, Floats
from winset.course.stage import Stage

DELAYS = (1, 2, 4)


def waiting_of(advice: Advice, nothing: Advice) -> Waiting:
    """Whether to wait, on the stage and the terms of an advice. nothing: doing nothing, on the same stage and terms."""
    stage = advice.stage
    naming = Naming(stage.built)
    each = dict(_worths(advice))
    others = {deed: worth for deed, worth in each.items() if deed.kind != "wait"}
    best = max(others, key=lambda deed: others[deed]) if others else None
    now = next((worth for deed, worth in each.items() if deed.kind == "wait"), None)
    value = now - others[best] if best is not None and now is not None else None
    return Waiting(
        lent=stage.built.doings.offers.answers.lent,
        value=value,
        other=naming.doable(best) if best is not None else None,
        ends=tuple(_ends(advice, naming)),
        delays=tuple(_delays(advice)),
        later=tuple(_later(advice, naming)),
        channels=tuple(_channels(advice, nothing, naming)),
    )


def _values_ahead(advice: Advice) -> Floats:
    """The worth of every state a period later."""
    terms = advice.terms
    if terms.periods is None:
        return advice.solution.values
    if terms.periods == 1:
        return ending_of(advice.stage, terms)
    return advise(advice.stage, replace(terms, periods=terms.periods - 1)).solution.values


def _worths(advice: Advice) -> Iterator[tuple[Deed, float]]:
    """The worth of each thing that can be done first, the best course afterwards."""
    built, terms = advice.stage.built, advice.terms
    start = built.start
    ahead = _over_all(advice.stage, _values_ahead(advice))
    masks = advice.stage.masks
    for number, act in enumerate(built.process.acts):
        open_ = np.broadcast_to(act.allowed, built.process.shape)[start]
        if open_ and (masks is None or np.broadcast_to(masks[number], built.process.shape)[start]):
            at_once = built.process.flow + act.points - terms.price * act.effort
            worth = np.broadcast_to(at_once, built.process.shape)[start]
            later = built.process.expected(number, ahead)[start]
            yield built.deeds[number], float(worth + terms.discount * later)


def _over_all(stage: Stage, values: Floats) -> Floats:
    """Values over all states of the process; those that cannot be reached have none."""
    found = np.zeros(stage.built.process.size)
    found[stage.origin] = values.ravel()
    return found.reshape(stage.built.process.shape)


def _ends(advice: Advice, naming: Naming) -> Iterator[tuple[str, str, Doable]]:
    """The levels of conditions at which, alone, something else is done at once."""
    stage = advice.stage
    layout = stage.built.layout
    start = stage.built.start
    chosen = advice.solution.choices[0]
    for part, id_ in enumerate(layout.axes, start=1):
        for number, level in enumerate(layout.axis_levels[id_]):
            place = stage.place((*start[:part], number, *start[part + 1 :]))
            if number != start[part] and place is not None:
                deed = stage.deed(chosen, place)
                if deed.id != advice.first.id:
                    yield id_, level, naming.doable(deed)


def _delays(advice: Advice) -> Iterator[tuple[int, float]]:
    """What is lost by waiting some periods whatever happens."""
    stage, terms = advice.stage, advice.terms
    waits = [np.full((1,) * len(stage.built.process.shape), number == 0) for number in range(len(stage.built.deeds))]
    busy = [deed.kind == "goes_on" for deed in stage.built.deeds]
    masks = tuple(mask | own for mask, own in zip(waits, busy, strict=True))
    for periods in DELAYS:
        if terms.periods is None or periods < terms.periods:
            yield periods, advice.net - _after(advice, masks, periods)


def _after(advice: Advice, masks: tuple[Bools, ...], periods: int) -> float:
    """The worth of the best course under masks for some periods, and without them afterwards."""
    stage, terms = advice.stage, advice.terms
    later = advice.solution.values
    if terms.periods is not None:
        left = terms.periods - periods
        later = advise(stage, replace(terms, periods=left)).solution.values
    under = masks if stage.masks is None else tuple(one & two for one, two in zip(masks, stage.masks, strict=True))
    held = Stage(stage.built, stage.dynamics).restricted(under)
    values = later
    for _ in range(periods):
        values, _ = held.dynamics.improved(values, terms.discount, terms.price)
    return float(values[stage.start])


def _later(advice: Advice, naming: Naming) -> Iterator[tuple[Doable, int, float]]:
    """What is lost where one thing is not open for two periods, of those that can be done at first."""
    stage, terms = advice.stage, advice.terms
    periods = 2
    if terms.periods is not None and terms.periods <= periods:
        return
    for deed in dict.fromkeys((deed.of, deed.kind) for deed, _ in _worths(advice) if deed.kind != "wait"):
        numbers = [number for number, each in enumerate(stage.built.deeds) if (each.of, each.kind) == deed]
        shape = (1,) * len(stage.built.process.shape)
        masks = tuple(np.full(shape, number not in numbers) for number in range(len(stage.built.deeds)))
        loss = advice.net - _after(advice, masks, periods)
        yield naming.doable(stage.built.deeds[numbers[0]]), periods, max(loss, 0.0)


def _channels(advice: Advice, nothing: Advice, naming: Naming) -> Iterator[tuple[Doable, float]]:
    """How much more is gained over doing nothing where something is in force already than where it never is."""
    stage = advice.stage
    built = stage.built
    shape = (1,) * len(built.process.shape)
    gains = advice.solution.values - nothing.solution.values
    for deed in built.deeds:
        target = built.doings.offers.arranged.get((deed.of, 0)) if deed.kind == "arrange" else None
        there = built.doings.start._replace(force=target) if target is not None else None
        if there is None or there not in built.configs:
            continue
        place = stage.place((built.configs.index(there), *built.start[1:]))
        if place is not None:
            never = tuple(np.full(shape, each.of != deed.of) for each in built.deeds)
            without = advise(stage.restricted(never), advice.terms).net - nothing.net
            yield naming.doable(deed), float(gains[place]) - without
