"""The order of approaches, against closed forms and against every order tried."""

from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.course.approaches import Approach, NoOrderError, Together
from winset.course.orders import Orders, Turned

SHARES = st.integers(0, 10).map(lambda tenths: Fraction(tenths, 10))
AMOUNTS = st.integers(0, 6).map(Fraction)


def plain(id_: str, cost: str, chance: str, **more: object) -> Approach:
    return Approach(id_, Fraction(chance), Fraction(cost), **more)  # type: ignore[arg-type]


@st.composite
def drawn(draw: st.DrawFn, most: int = 4) -> Orders:
    """Approaches with precedence that has no circle, deference single and together, exposure."""
    ids = [f"a{number}" for number in range(draw(st.integers(1, most)))]
    approaches = []
    for number, id_ in enumerate(ids):
        earlier, others = ids[:number], [other for other in ids if other != id_]
        after = frozenset(draw(st.sets(st.sampled_from(earlier), max_size=1))) if earlier else frozenset[str]()
        named = sorted(draw(st.sets(st.sampled_from(others), max_size=2))) if others else []
        pairs = draw(st.booleans()) and len(others) > 1
        approaches.append(
            Approach(
                id_,
                draw(SHARES),
                draw(AMOUNTS),
                draw(AMOUNTS),
                after,
                {other: draw(SHARES) for other in named},
                (Together(frozenset(others[:2]), draw(SHARES)),) if pairs else (),
            )
        )
    return Orders(approaches, draw(st.integers(0, 40).map(Fraction)))


def every(orders: Orders) -> list[tuple[str, ...]]:
    """Every order that precedence allows, stopping anywhere: the definition itself."""
    ids = list(orders.by_id)
    found = []
    for size in range(len(ids) + 1):
        for order in permutations(ids, size):
            if all(orders.by_id[id_].after <= set(order[:place]) for place, id_ in enumerate(order)):
                found.append(order)
    return found


def outcome(orders: Orders, order: tuple[str, ...]) -> tuple[Fraction, Fraction, Fraction]:
    """Success, cost and exposure of an order, one answer after another."""
    success = cost = exposure = Fraction(0)
    for failing in range(len(order) + 1):  # the place of the first no; at the end there is none
        chance = Fraction(1)
        for place, id_ in enumerate(order[: failing + 1]):
            own = chance_of(orders.by_id[id_], set(order[:place]))
            chance *= own if place < failing else 1 - own
        asked = order[: failing + 1]
        cost += chance * sum(orders.by_id[id_].cost for id_ in asked)
        if failing == len(order) == len(orders.by_id):
            success += chance
        else:
            exposure += chance * sum(orders.by_id[id_].exposure for id_ in order[:failing])
    return success, cost, exposure


def chance_of(approach: Approach, before: set[str]) -> Fraction:
    largest = max(
        (each for each in approach.together if each.others <= before), default=None, key=lambda e: len(e.others)
    )
    if largest is not None:
        return largest.chance
    effects = [chance for other, chance in approach.defers.items() if other in before]
    return max(effects, key=lambda chance: (abs(chance - approach.chance), chance), default=approach.chance)


def test_the_cheap_gate_that_fails_most_comes_first() -> None:
    # Two gates: cost 1 with chance .2, cost 3 with chance .3: 1 + .2 * 3 = 1.6 one way, 3 + .3 * 1 = 3.3 the other.
    orders = Orders([plain("near", "1", "0.2"), plain("far", "3", "0.3")], Fraction(100))
    assert orders.cheapest.order == ("near", "far")
    assert orders.cheapest.cost == Fraction("1.6")
    assert orders.priced(("far", "near")).cost == Fraction("3.3")
    assert orders.cheapest.success == Fraction("0.06")


def test_the_advice_turns_where_the_ratios_meet() -> None:
    # 1 / (1 - p) = 3 / (1 - .3) at p = 1 - .7 / 3 = .7666..., if the value is worth asking at all.
    orders = Orders([plain("near", "1", "0.2"), plain("far", "3", "0.3")], Fraction(100))
    stretches = orders.stretches(Turned("chance", "near"))
    assert [stretch.line.order for stretch in stretches] == [(), ("near", "far"), ("far", "near")]
    assert stretches[-1].low == 1 - Fraction(7, 30)


def test_the_far_gate_comes_first_where_it_is_the_cheap_test() -> None:
    orders = Orders([plain("near", "3", "0.9"), plain("far", "1", "0.1")], Fraction(100))
    assert orders.cheapest.order == ("far", "near")
    assert orders.best.order == ("far", "near")


def test_nobody_is_asked_where_success_is_worth_less_than_it_costs() -> None:
    orders = Orders([plain("near", "1", "0.2"), plain("far", "3", "0.3")], Fraction(10))
    assert orders.best.order == ()  # .06 * 10 is less than 1.6
    first = orders.stretches(Turned("value"))[0]
    assert first.line.order == ()
    assert first.high == Fraction("1.6") / Fraction("0.06")


def test_deference_makes_the_dear_order_the_better_one() -> None:
    # Cheap first costs 1 + .5 * 4 = 3, success .5 * .5 = .25; the other costs 4 + .5 * 1, success .5 * .9 = .45.
    cheap = plain("cheap", "1", "0.5", defers={"weighty": Fraction("0.9")})
    orders = Orders([cheap, plain("weighty", "4", "0.5")], Fraction(100))
    assert orders.cheapest.order == ("cheap", "weighty")
    assert orders.likeliest.order == ("weighty", "cheap")
    assert orders.likeliest.success == Fraction("0.45")
    # They part where .25 V - 3 = .45 V - 4.5.
    parting = [
        stretch.low for stretch in orders.stretches(Turned("value")) if stretch.line.order == ("weighty", "cheap")
    ]
    assert parting == [max(Fraction(15, 2), Fraction(10))]  # below 10 nobody is asked


def test_exposure_puts_the_doubtful_one_first() -> None:
    exposed = plain("exposed", "1", "0.9", exposure=Fraction(50))
    orders = Orders([exposed, plain("doubtful", "1", "0.2")], Fraction(100))
    # Exposed first loses 50 with .9 * .8; the other way nobody exposed has said yes when the last one fails.
    assert orders.priced(("exposed", "doubtful")).exposure == 36
    assert orders.priced(("doubtful", "exposed")).exposure == 0
    assert orders.best.order == ("doubtful", "exposed")


def test_several_deferences_take_the_largest_effect_and_never_the_sum() -> None:
    third = plain("c", "1", "0.2", defers={"a": Fraction("0.5"), "b": Fraction("0.4")})
    assert third.chance_after(frozenset({"a", "b"})) == Fraction("0.5")
    stated = plain(
        "c", "1", "0.2", defers={"a": Fraction("0.5")}, together=(Together(frozenset("ab"), Fraction("0.6")),)
    )
    assert stated.chance_after(frozenset({"a", "b"})) == Fraction("0.6")


def test_approaches_that_wait_for_each_other_have_no_order() -> None:
    with pytest.raises(NoOrderError, match="wait for each other"):
        Orders([plain("a", "1", "1", after=frozenset("b")), plain("b", "1", "1", after=frozenset("a"))], Fraction(1))
    with pytest.raises(NoOrderError, match="15 approaches"):
        Orders([plain(f"a{number}", "1", "1") for number in range(15)], Fraction(1))


@given(drawn())
@settings(deadline=None)
def test_an_order_is_priced_as_answers_come(orders: Orders) -> None:
    for order in every(orders):
        found = orders.priced(order)
        assert (found.success, found.cost, found.exposure) == outcome(orders, order)


@given(drawn())
@settings(deadline=None)
def test_the_three_best_orders_are_the_best_of_all(orders: Orders) -> None:
    priced = [orders.priced(order) for order in every(orders)]
    whole = [each for each in priced if len(each.order) == len(orders.by_id)]
    assert orders.cheapest.cost == min(each.cost for each in whole)
    assert orders.likeliest.success == max(each.success for each in whole)
    likely = [each for each in whole if each.success == orders.likeliest.success]
    assert orders.likeliest.success == 0 or orders.likeliest.cost == min(each.cost for each in likely)
    assert orders.best.net(orders.value) == max(each.net(orders.value) for each in priced)


@given(drawn(), st.sampled_from(["value", "chance", "cost", "exposure"]), st.data())
@settings(deadline=None)
def test_the_advice_is_the_best_at_every_value_of_a_number(orders: Orders, of: str, data: st.DataObject) -> None:
    who = data.draw(st.sampled_from(sorted(orders.by_id))) if of != "value" else ""
    at = data.draw(SHARES) * (1 if of == "chance" else 30)
    turned = Turned(of, who)
    stretch = orders.stretch(turned, at)
    changed = at_value(orders, turned, at)
    best = max(changed.priced(order).net(changed.value) for order in every(changed))
    assert stretch.line.at(at) == best
    assert changed.priced(stretch.line.order).net(changed.value) == best


def at_value(orders: Orders, turned: Turned, at: Fraction) -> Orders:
    """The same approaches with one number at another value."""
    if turned.of == "value":
        return Orders(orders.approaches, at)
    kept = {"chance": "chance", "cost": "cost", "exposure": "exposure"}[turned.of]
    approaches = []
    for each in orders.approaches:
        fields = {name: getattr(each, name) for name in ("chance", "cost", "exposure", "after", "defers", "together")}
        if each.id == turned.approach:
            fields[kept] = at
        approaches.append(Approach(each.id, **fields))
    return Orders(approaches, orders.value)


@given(drawn())
@settings(deadline=None)
def test_stretches_follow_one_another_and_end_where_the_next_begins(orders: Orders) -> None:
    stretches = orders.stretches(Turned("value"))
    assert stretches[0].low == 0
    assert stretches[-1].high is None
    for one, two in pairwise(stretches):
        assert one.high == two.low
        assert one.line.order != two.line.order
        assert one.high is not None
        assert one.line.at(one.high) == two.line.at(one.high)


@given(drawn(), st.data())
@settings(deadline=None)
def test_asking_one_first_is_the_best_of_the_orders_that_begin_with_it(orders: Orders, data: st.DataObject) -> None:
    who = data.draw(st.sampled_from(sorted(orders.by_id)))
    found = orders.best_with_first([who])
    begin = [orders.priced(order) for order in every(orders) if order[:1] == (who,)]
    if not begin:
        assert found is None
        return
    assert found is not None
    assert found.order[0] == who
    assert found.net(orders.value) == max(each.net(orders.value) for each in begin)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=5))
@settings(deadline=None)
def test_ascending_ratio_is_the_cheapest_order_where_nothing_hangs_on_anything(gates: list[tuple[int, int]]) -> None:
    # Simon and Kadane 1975: ascending cost / (1 - chance).
    approaches = [Approach(f"a{at}", Fraction(tenths, 10), Fraction(cost)) for at, (cost, tenths) in enumerate(gates)]
    orders = Orders(approaches, Fraction(0))
    by_ratio = sorted(approaches, key=lambda each: each.cost / (1 - each.chance))
    assert orders.cheapest.cost == orders.priced([each.id for each in by_ratio]).cost


@given(drawn(), st.data())
@settings(deadline=None)
def test_a_cheaper_approach_never_lowers_the_value(orders: Orders, data: st.DataObject) -> None:
    who = data.draw(st.sampled_from(sorted(orders.by_id)))
    cheaper = at_value(orders, Turned("cost", who), orders.by_id[who].cost / 2)
    assert cheaper.best.net(orders.value) >= orders.best.net(orders.value)
