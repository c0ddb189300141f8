"""The answer to `order` in sentences: whom to ask first, what that opens, and what it rests on."""

from collections.abc import Sequence
from fractions import Fraction

from winset.case.problems import visible
from winset.course.order_records import Advice, OrderResult, Outcome, Setting, Turn
from winset.course.order_standing import MOST_TURNED
from winset.show.names import Names
from winset.show.order_naming import digits, effort, in_order, number_words, of_number, share, who, with_chance
from winset.show.order_opened_words import opens_words
from winset.show.words import count, counted, few, listed, number, opening

_MOST = 9
_NAMED = 3


def order_sentence(result: OrderResult) -> str:
    """The answer in one sentence."""
    names = Names.of(result.about)
    led = leading(result)
    if led is None:
        return _nobody_to_ask(result, names)
    if not led.order:
        return _not_worth_it(result, names)
    worth = (
        f"; at a value of {effort(result.value, result)} that is worth {digits(led.net)} net"
        if (result.value is not None and led.net is not None)
        else ""
    )
    if len(led.order) == 1:
        costs = f"it costs {effort(led.cost, result)}" if led.cost else "the case gives no cost"
        does = f"{costs}, and the answer is yes {with_chance(led.success)}"
        return f"Ask {who(led.order[0], result, names, full=True)}: {does}{worth}."
    both = "both" if len(led.order) == 2 else f"all {len(led.order)}"
    costs = f"together they cost {effort(led.cost, result)} on average" if led.cost else "the case gives no costs"
    return (
        f"Ask {in_order(led, result, names, full=True)}: {costs}, and {both} say yes {with_chance(led.success)}{worth}."
    )


def order_explain(result: OrderResult) -> tuple[str, ...]:
    """Further short sentences: what a yes opens, what being first is worth, why, and what the advice rests on."""
    names = Names.of(result.about)
    parts = (
        opens_words,
        _worth,
        _why,
        _others,
        _values,
        _standing,
        watch_words,
        _outside,
        _worlds,
        _what_to_write,
        _rests,
    )
    said = [text for part in parts if (text := part(result, names))]
    return (*said[: _MOST - 1], said[-1]) if len(said) > _MOST else tuple(said)


def leading(result: OrderResult) -> Outcome | None:
    """The order that is advised: the best at the value, else the cheapest, or the likeliest where nothing costs."""
    if result.best is not None:
        return result.best
    priced = any(cost for asking in result.approaches for cost in asking.cost)
    return result.cheapest if priced else result.likeliest


def standing_word(advice: Advice) -> str:
    """How an advice stands: `by structure`, `by assumption`, or that it could not be told."""
    return {"structure": "by structure", "assumption": "by assumption"}.get(advice.standing, "not proven either way")


def turn_words(turn: Turn, result: OrderResult, names: Names) -> str:
    """What has to happen: `the chance of a yes from the senate rises to 53 % (now 30 %)`."""
    what = number_words(turn.of, turn.approach, turn.key, result, names)
    if turn.at == turn.now:
        return f"{what} {'rises above' if turn.up else 'falls below'} {of_number(turn.of, turn.now)}, where it is now"
    verb = "rises to" if turn.up else "falls to"
    return f"{what} {verb} {of_number(turn.of, turn.at)} (now {of_number(turn.of, turn.now)})"


def first_words(first: str | None, result: OrderResult, names: Names) -> str:
    """Who comes first: `the senate comes first`."""
    return "nobody is to be asked" if first is None else f"{who(first, result, names)} comes first"


def led_advice(result: OrderResult) -> Advice | None:
    """The advice on the order that leads the answer."""
    led = leading(result)
    of = "net" if result.best is not None else "cost"
    return next((each for each in result.advice if each.of == of and led is not None and each.order == led.order), None)


def _nobody_to_ask(result: OrderResult, names: Names) -> str:
    if result.outside:
        return f"Nobody can be asked as things stand: {_left_out(result, names)}."
    whose = f"{names.party(result.party)} has no approach" if result.party else "The case has no approach"
    others = [names.party(id_) for id_ in result.parties]
    return f"{whose}: no lever of it says whom it sounds{f'; {listed(others)} has some' if others else ''}."


def _not_worth_it(result: OrderResult, names: Names) -> str:
    cheapest = result.cheapest
    if cheapest is None:
        raise AssertionError("where there are approaches there is a cheapest order")
    value = effort(result.value, result)
    costs = digits(cheapest.cost + cheapest.exposure)
    return (
        f"Ask nobody: at a value of {value} no order is worth what it takes; the cheapest "
        f"({in_order(cheapest, result, names, full=True)}) takes {costs}, and succeeds {with_chance(cheapest.success)}."
    )


def _worth(result: OrderResult, names: Names) -> str:
    """What asking the first one first is worth."""
    led = leading(result)
    row = next((each for each in result.firsts if led is not None and each.approach in led.order[:1]), None)
    if row is None or row.with_first is None or len(result.approaches) == 1:
        return ""
    first = opening(f"asking {who(row.approach, result, names)} first")
    if row.worth is None or row.without is None:
        return f"{opening(who(row.approach, result, names))} is the only one that can be asked first."
    other = f"the best order with another first ({in_order(row.without, result, names)})"
    if row.worth == 0:
        return f"{first} is worth no more than {other}: they come out the same."
    if result.value is not None:
        return f"{first} is worth {effort(row.worth, result)} more than {other}."
    costs = f"{digits(row.with_first.cost)} instead of {digits(row.without.cost)}"
    return f"{first} saves {effort(row.worth, result)} on average against {other}: {costs}."


def _why(result: OrderResult, names: Names) -> str:
    """The rule where it holds, else what keeps it from holding."""
    if len(result.approaches) < 2:
        return ""
    if result.by_ratio:
        ratios = [
            f"{digits(each.ratio)} for {who(each.approach, result, names)}"
            for each in sorted(result.approaches, key=lambda each: (each.ratio is None, each.ratio or 0))
            if each.ratio is not None
        ]
        rule = "ascending cost over the chance of a no (Simon and Kadane 1975)"
        return f"The cheapest order goes by {rule}: {few(ratios, _NAMED)}." if ratios else ""
    reasons = [*_deferring(result, names), *_waiting(result, names)]
    if any(any(each.exposure) for each in result.approaches):
        reasons.append("a yes that comes to nothing is a loss besides")
    return f"More than cost and the chance of a no decides here: {'; '.join(reasons[:_NAMED])}."


def _deferring(result: OrderResult, names: Names) -> Sequence[str]:
    return [
        f"the chance of {who(each.approach, result, names)} is {share(deference.chance[1])} instead of "
        f"{share(each.chance[1])} once "
        f"{listed([who(id_, result, names) for id_ in deference.others])} said yes"
        for each in result.approaches
        for deference in each.defers
    ]


def _waiting(result: OrderResult, names: Names) -> Sequence[str]:
    return [
        f"{who(each.approach, result, names)} can be asked only after "
        f"{listed([who(id_, result, names) for id_ in each.after])}"
        for each in result.approaches
        if each.after
    ]


def _others(result: OrderResult, names: Names) -> str:
    """Where the cheapest, the likeliest and the best order part."""
    led = leading(result)
    if led is None or result.cheapest is None or result.likeliest is None or len(result.approaches) < 2:
        return ""
    said = []
    for word, other in (("cheapest", result.cheapest), ("likeliest", result.likeliest)):
        if other.order != led.order and led.order:
            terms = f"it costs {digits(other.cost)} and succeeds {with_chance(other.success)}"
            same = other.success == led.success and other.cost == led.cost
            said += [] if same else [f"the {word} order is another ({in_order(other, result, names)}): {terms}"]
    return f"{opening('; '.join(said))}." if said else ""


def _values(result: OrderResult, names: Names) -> str:
    """What success must be worth for anybody to be asked, and where another order is best."""
    asked = [each for each in result.values if each.outcome.order]
    if not asked:
        return (
            "Whatever the yes of all is worth, nobody is to be asked: there is no chance of it."
            if result.values
            else ""
        )
    start = f"Asking pays where the yes of all is worth {effort(asked[0].low, result)} or more"
    if not asked[0].low:
        start = "Asking pays whatever the yes of all is worth"
    rest = [f"from {digits(each.low)} on {in_order(each.outcome, result, names)}" for each in asked[1:]]
    first = f": {in_order(asked[0].outcome, result, names)}" if rest else ""
    return f"{start}{first}{f'; {few(rest, _NAMED)}' if rest else ''}."


def _standing(result: OrderResult, names: Names) -> str:
    advice = led_advice(result)
    if advice is None:
        return ""
    advised = first_words(advice.first, result, names)
    word = opening(standing_word(advice))
    if advice.standing == "structure":
        if not advice.ranges:
            return f"{opening(advised)} at the numbers of the case, which gives no ranges."
        return (
            f"{word}: {advised} throughout the ranges of {counted(advice.ranges, 'number')}, whichever way they fall."
        )
    if advice.standing == "assumption":
        where = listed([_setting(each, result, names) for each in advice.counter])
        return f"{word}: {advised} at the likely values, and no longer where {where}, which the case does not rule out."
    ranges = counted(advice.ranges, "number")
    return f"{word}: {advised} at the likely values; for the ranges of {ranges} it could not be told."


def _setting(setting: Setting, result: OrderResult, names: Names) -> str:
    what = number_words(setting.of, setting.approach, setting.key, result, names)
    return f"{what} is {of_number(setting.of, setting.at)}"


def watch_words(result: OrderResult, names: Names) -> str:
    """The numbers at which, alone, another comes first; those within their ranges before others."""
    advice = led_advice(result)
    if advice is not None and len(result.approaches) > MOST_TURNED:
        return f"With more than {MOST_TURNED} approaches it was not looked for at which values another comes first."
    if advice is None or not advice.turns:
        return ""
    turns = sorted(advice.turns, key=lambda turn: not turn.within)
    said = [f"if {turn_words(turn, result, names)}, {first_words(turn.after, result, names)}" for turn in turns]
    return f"Watch: {'; '.join(said[:_NAMED])}{_more(len(said) - _NAMED)}."


def _more(left: int) -> str:
    return f"; and {count(left)} more" if left > 0 else ""


def _outside(result: OrderResult, names: Names) -> str:
    return f"Left out: {_left_out(result, names)}." if result.outside and result.approaches else ""


def _left_out(result: OrderResult, names: Names) -> str:
    said = []
    for each in result.outside:
        if each.given:
            said.append(f"{names.lever(each.approach)}, whose yes is there already")
        elif each.requires:
            said.append(f"{names.lever(each.approach)} requires `{visible(each.requires)}`, which does not hold")
        else:
            said.append(
                f"{names.lever(each.approach)} must wait for {listed([names.lever(id_) for id_ in each.waits])}"
            )
    return few(said, _NAMED)


def _worlds(result: OrderResult, names: Names) -> str:
    if result.worlds < 2:
        return ""
    return (
        f"Nobody knows which of {count(result.worlds)} worlds it is; this is for “{names.world(result.about.world)}”."
    )


def _what_to_write(result: OrderResult, _names: Names) -> str:
    if result.approaches or result.outside:
        return ""
    return (
        "To have one, write `sounds: {ratifier: PARTY.RATIFIER, yes: EFFECT}` in a lever; its `cost`, and the `chance` "
        "of that effect, say what it takes."
    )


def _rests(result: OrderResult, _names: Names) -> str:
    """How the numbers of the approaches stand."""
    own = [entry for entry in result.about.inputs if entry.path.startswith("levers.")]
    if not own:
        return ""
    parts = [
        f"{number(Fraction(total))} {word}"
        for word in ("cited", "assumed", "contested")
        if (total := sum(entry.standing == word for entry in own))
    ]
    return f"The order rests on {counted(len(own), 'input')} of the approaches: {listed(parts)}."
