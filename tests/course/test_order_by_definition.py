"""The question of the order of approaches, against every order of small cases; and what never changes."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from doors import Door, case, likely, net, orders, outcome, with_number
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import winset
from winset.course.order_records import Advice, OrderResult, Turn


def advice(result: OrderResult, of: str = "cost") -> Advice:
    return next(each for each in result.advice if each.of == of)


SHARES = st.integers(0, 10).map(lambda tenths: Fraction(tenths, 10))
CHANCES = SHARES.filter(bool)  # a case cannot have an effect that never happens
AMOUNTS = st.integers(0, 6).map(Fraction)


@st.composite
def ranged(draw: st.DrawFn, numbers: st.SearchStrategy[Fraction]) -> Any:
    """A number, or a range of it."""
    if draw(st.booleans()):
        return draw(numbers)
    return tuple(sorted(draw(st.lists(numbers, min_size=3, max_size=3))))


@st.composite
def drawn(draw: st.DrawFn, most: int = 4, most_deferred: int = 2) -> list[Door]:
    """Doors with precedence that has no circle, deference to one and to several, and exposure."""
    ids = [f"d{number}" for number in range(draw(st.integers(1, most)))]
    doors = []
    for number, id_ in enumerate(ids):
        others = [other for other in ids if other != id_]
        after = draw(st.sets(st.sampled_from(ids[:number]), max_size=1)) if number else set()
        named = sorted(draw(st.sets(st.sampled_from(others), max_size=most_deferred))) if others else []
        pairs = len(others) > 1 and draw(st.booleans())
        doors.append(
            Door(
                id_,
                draw(ranged(AMOUNTS)),
                draw(ranged(CHANCES)),
                draw(ranged(AMOUNTS)),
                tuple(sorted(after)),
                {other: draw(ranged(SHARES)) for other in named},
                ((tuple(others[:2]), draw(ranged(SHARES))),) if pairs else (),
            )
        )
    return doors


VALUES = st.integers(0, 60).map(Fraction)


def best_cost(doors: Sequence[Door], first_: str | None, *, same: bool) -> Fraction | None:
    """The least expected cost of the orders with one first, or of those with another first."""
    costs = [outcome(order)[1] for order in orders(doors) if (order[0].id == first_) is same]
    return min(costs, default=None)


@settings(max_examples=60, deadline=None)
@given(drawn(), VALUES)
def test_every_order_is_as_the_definition_has_it(doors: list[Door], value: Fraction) -> None:
    result = winset.order(case(doors), value=value)
    every = {tuple(door.id for door in order): outcome(order) for order in orders(doors)}
    assert {each.order: (each.success, each.cost, each.exposure) for each in result.orders} == every
    assert result.cheapest is not None
    assert result.likeliest is not None
    assert result.best is not None
    assert result.cheapest.cost == min(cost for _, cost, _ in every.values())
    assert result.likeliest.success == max(success for success, _, _ in every.values())
    worths = [value * success - cost - exposure for success, cost, exposure in every.values()]
    assert result.best.net == max(0, *worths)


@settings(max_examples=60, deadline=None)
@given(drawn(), st.lists(VALUES, min_size=1, max_size=3))
def test_at_every_value_the_advice_is_the_best(doors: list[Door], values: list[Fraction]) -> None:
    result = winset.order(case(doors))
    for value in values:
        held = next(each for each in result.values if each.high is None or value <= each.high)
        assert held.low <= value
        worth = value * held.outcome.success - held.outcome.cost - held.outcome.exposure
        assert worth == max(0, *(net(order, value) for order in orders(doors)))
    assert result.values[0].low == 0
    assert all(one.high == two.low for one, two in zip(result.values, result.values[1:], strict=False))


def begun(doors: Sequence[Door], value: Fraction, *, same: bool, first_: str) -> Fraction | None:
    """The best net value of the orders with one first, or with another, that may stop once somebody was asked."""
    worths = []
    for order in orders(doors):
        if (order[0].id == first_) is same:
            worths.append(net(order, value))
            for size in range(1, len(order)):
                success, cost, exposure = outcome(order[:size])
                stopped = sum((likely(door.exposure) for door in order[:size]), Fraction(0))
                worths.append(-cost - exposure - success * stopped)
    return max(worths, default=None)


@settings(max_examples=60, deadline=None)
@given(drawn(most=3), st.none() | VALUES)
def test_what_asking_first_is_worth(doors: list[Door], value: Fraction | None) -> None:
    result = winset.order(case(doors), value=value)
    for row in result.firsts:
        if value is None:
            one, two = (best_cost(doors, row.approach, same=same) for same in (True, False))
            expected = two - one if one is not None and two is not None else None
        else:
            one, two = (begun(doors, value, same=same, first_=row.approach) for same in (True, False))
            expected = one - two if one is not None and two is not None else None
        assert row.worth == expected


def gap(doors: Sequence[Door], turn: Turn, number: Fraction, first_: str | None) -> Fraction | None:
    """By how much it costs less to begin with one than with another, at a value of one number."""
    changed = with_number(doors, turn.path, number)
    own, other = (best_cost(changed, first_, same=same) for same in (True, False))
    return other - own if own is not None and other is not None else None


@settings(max_examples=80, deadline=None)
@given(drawn(), st.data())
def test_the_first_changes_at_a_turn_and_not_before(doors: list[Door], draw: st.DataObject) -> None:
    result = winset.order(case(doors))
    found = advice(result)
    for turn in found.turns:
        beyond = gap(doors, turn, turn.at + (1 if turn.up else -1) * Fraction(1, 10**6), found.first)
        assert beyond is not None
        assert beyond < 0
        part = draw.draw(st.fractions(0, 1, max_denominator=9).filter(lambda part: part < 1))
        before = gap(doors, turn, turn.now + part * (turn.at - turn.now), found.first)
        assert before is not None
        assert before >= 0


@settings(max_examples=60, deadline=None)
@given(drawn(), st.data())
def test_a_number_without_a_turn_changes_nothing(doors: list[Door], draw: st.DataObject) -> None:
    result = winset.order(case(doors))
    found = advice(result)
    turned = {turn.path for turn in found.turns}
    paths = [entry.path for entry in result.about.inputs if entry.path.startswith("levers.")]
    quiet = [path for path in paths if path.endswith((".cost", ".heard.chance")) and path not in turned]
    assume(quiet)
    path = draw.draw(st.sampled_from(quiet))
    number = draw.draw(AMOUNTS if path.endswith(".cost") else SHARES)
    changed = with_number(doors, path, number)
    own, other = (best_cost(changed, found.first, same=same) for same in (True, False))
    assert other is None or (own is not None and own <= other)


def at_points(doors: Sequence[Door], draw: st.DataObject) -> list[Door]:
    """The doors with every range at some point inside it."""

    def point(number: Any) -> Any:
        if not isinstance(number, tuple):
            return number
        low, _, high = number
        return low + draw.draw(st.integers(0, 4)) * (high - low) / 4

    return [
        replace(
            door,
            cost=point(door.cost),
            chance=point(door.chance),
            exposure=point(door.exposure),
            defers={other: point(chance) for other, chance in door.defers.items()},
            together=tuple((others, point(chance)) for others, chance in door.together),
        )
        for door in doors
    ]


@settings(max_examples=80, deadline=None)
@given(drawn(most=3), st.none() | VALUES, st.data())
def test_by_structure_no_point_of_the_ranges_has_another_first(
    doors: list[Door], value: Fraction | None, draw: st.DataObject
) -> None:
    result = winset.order(case(doors), value=value)
    found = advice(result, "cost" if value is None else "net")
    points = at_points(doors, draw)
    if found.standing == "structure":
        if value is None:
            own, other = (best_cost(points, found.first, same=same) for same in (True, False))
            assert other is None or (own is not None and own <= other)
        else:
            worths: dict[str | None, Fraction] = {None: Fraction(0)}
            for order in orders(points):
                worths[order[0].id] = max(worths.get(order[0].id, -Fraction(10**9)), net(order, value))
            assert worths[found.first] == max(worths.values())


@settings(max_examples=80, deadline=None)
@given(drawn(most=3))
def test_by_assumption_the_ends_that_are_named_change_it_and_no_fewer(doors: list[Door]) -> None:
    found = advice(winset.order(case(doors)))

    def changes(settings_: Sequence[tuple[str, Fraction]]) -> bool:
        changed: list[Door] = list(doors)
        for path, number in settings_:
            changed = with_number(changed, path, number)
        own, other = (best_cost(changed, found.first, same=same) for same in (True, False))
        return own is not None and other is not None and other < own

    named = [(each.path, each.at) for each in found.counter]
    assert bool(named) == (found.standing == "assumption")
    if named:
        assert changes(named)
        assert not any(changes([*named[:at], *named[at + 1 :]]) for at in range(len(named)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(AMOUNTS, CHANCES), min_size=1, max_size=4))
def test_ascending_cost_over_the_chance_of_a_no_is_cheapest(numbers: list[tuple[Fraction, Fraction]]) -> None:
    """Simon and Kadane 1975: where chances hang on nothing. Who surely says yes comes last."""
    doors = [Door(f"d{at}", cost, chance) for at, (cost, chance) in enumerate(numbers)]
    result = winset.order(case(doors))
    assert result.by_ratio
    ratios = {each.approach: each.ratio for each in result.approaches}
    by_ratio = sorted(doors, key=lambda door: (ratios[door.id] is None, ratios[door.id] or 0))
    assert result.cheapest is not None
    assert result.cheapest.cost == outcome(by_ratio)[1]


# --- what never changes ---


@settings(max_examples=50, deadline=None)
@given(drawn(), VALUES, st.data())
def test_a_cheaper_approach_never_lowers_the_net_value(doors: list[Door], value: Fraction, draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(doors) - 1))
    cheaper = [*doors[:at], replace(doors[at], cost=likely(doors[at].cost) / 2), *doors[at + 1 :]]
    before, after = (winset.order(case(each), value=value).best for each in (doors, cheaper))
    assert before is not None
    assert after is not None
    assert before.net is not None
    assert after.net is not None
    assert after.net >= before.net


@settings(max_examples=50, deadline=None)
@given(drawn(most_deferred=1), st.data())
def test_a_higher_chance_never_lowers_success(doors: list[Door], draw: st.DataObject) -> None:
    """With one deference at the most: of several the largest effect is taken, and a higher own chance may shift it."""
    at = draw.draw(st.integers(0, len(doors) - 1))
    higher = replace(doors[at], chance=(likely(doors[at].chance) + 1) / 2)
    before, after = (winset.order(case(each)).likeliest for each in (doors, [*doors[:at], higher, *doors[at + 1 :]]))
    assert before is not None
    assert after is not None
    assert after.success >= before.success


@settings(max_examples=40, deadline=None)
@given(drawn())
def test_names_change_nothing(doors: list[Door]) -> None:
    new = {door.id: f"z{len(doors) - at}" for at, door in enumerate(doors)}
    renamed = [
        replace(
            door,
            id=new[door.id],
            after=tuple(new[id_] for id_ in door.after),
            defers={new[id_]: chance for id_, chance in door.defers.items()},
            together=tuple((tuple(new[id_] for id_ in others), chance) for others, chance in door.together),
        )
        for door in doors
    ]
    one, two = winset.order(case(doors)), winset.order(case(renamed))
    assert [(tuple(new[id_] for id_ in each.order), each.cost, each.success) for each in one.orders] == [
        (each.order, each.cost, each.success) for each in two.orders
    ]
    ours, theirs = advice(one), advice(two)
    assert (ours.standing, ours.ranges) == (theirs.standing, theirs.ranges)
    assert [(turn.at, turn.up) for turn in ours.turns] == [(turn.at, turn.up) for turn in theirs.turns]
