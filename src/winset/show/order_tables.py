"""The tables of an `order` answer."""

from winset.case.problems import visible
from winset.course.order_records import Asking, Opened, OrderResult, Three
from winset.show.inputs_table import inputs_table
from winset.show.names import Names
from winset.show.order_naming import digits, in_order, number_words, of_number, share, unit, who
from winset.show.order_words import first_words, standing_word
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, listed

_MOST = 120
_NOTHING = "-"


def order_tables(result: OrderResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    names = Names.of(result.about)
    built = (
        _orders(result, names),
        _opened(result, names),
        _turns(result, names),
        _values(result, names),
        _firsts(result, names),
        _approaches(result, names),
        inputs_table(result.about),
    )
    return tuple(table for table in built if table.rows)


def _orders(result: OrderResult, names: Names) -> Table:
    net = (right("Net", unit(result)),) if result.value is not None else ()
    every = "Every order" if result.every else "The notable orders, of all that were compared"
    return Table(
        "orders",
        f"{counted(len(result.orders), 'order')} of {counted(len(result.approaches), 'approach', 'approaches')}",
        f"{every}, at the likely values: everybody is asked until one says no; the cheapest first",
        (
            Column("Asked"),
            right("All say yes"),
            right("Expected cost", unit(result)),
            right("Expected exposure", unit(result)),
            *net,
            Column("It is"),
        ),
        tuple(
            (
                in_order(each, result, names),
                share(each.success),
                digits(each.cost),
                digits(each.exposure),
                *((digits(each.net),) if each.net is not None else ()),
                listed([f"the {word}" for word in result.marks(each)]) or _NOTHING,
            )
            for each in result.orders[:_MOST]
        ),
    )


def _opened(result: OrderResult, names: Names) -> Table:
    return Table(
        "opened",
        "What each yes opens by itself",
        f"Of the deals asked about, {'at the stated values, ' if result.about.stated else ''}once some have said yes",
        (
            Column("A yes of"),
            right("Deals"),
            right("Ratified"),
            right("Possible"),
            Column("Refuses all"),
            Column("Says yes to none"),
        ),
        tuple(
            (
                _after(each, result, names),
                count(each.deals),
                count(each.sure),
                count(each.possible),
                listed([names.ratifier(id_) for id_ in each.refusing]) or _NOTHING,
                listed([names.ratifier(id_) for id_ in each.undecided]) or _NOTHING,
            )
            for each in result.opened
        ),
    )


def _after(opened: Opened, result: OrderResult, names: Names) -> str:
    if not opened.yeses:
        return "nobody yet"
    everybody = len(opened.yeses) == len(result.approaches) > 1
    return "everybody" if everybody else listed([who(id_, result, names) for id_ in opened.yeses])


def _turns(result: OrderResult, names: Names) -> Table:
    words = {"cost": "cheapest", "net": "best"}
    rows = [(advice, turn) for advice in result.advice for turn in advice.turns]
    stands = listed([f"the {words[each.of]} order stands {standing_word(each)}" for each in result.advice])
    return Table(
        "turns",
        f"{counted(len(rows), 'value')} at which another comes first",
        f"One number alone is turned; {stands}",
        (
            Column("Order"),
            Column("Number"),
            right("Now"),
            right("Range"),
            right("Changes at"),
            Column("Then"),
            Column("In the case"),
        ),
        tuple(
            (
                f"the {words[advice.of]}",
                number_words(turn.of, turn.approach, turn.key, result, names),
                of_number(turn.of, turn.now),
                f"{of_number(turn.of, turn.least)} to {of_number(turn.of, turn.most)}"
                if turn.least != turn.most
                else _NOTHING,
                f"{'from' if turn.up else 'below'} {of_number(turn.of, turn.at)}",
                first_words(turn.after, result, names),
                f"`{visible(turn.path)}`",
            )
            for advice, turn in rows
        ),
    )


def _values(result: OrderResult, names: Names) -> Table:
    return Table(
        "values",
        "What is best as success is worth more",
        "The order with the best net value: success by its chance, less expected cost and exposure",
        (
            right("From a value of", unit(result)),
            right("To", unit(result)),
            Column("Ask"),
            right("All say yes"),
            right("Expected cost", unit(result)),
        ),
        tuple(
            (
                digits(each.low),
                digits(each.high) if each.high is not None else "any more",
                in_order(each.outcome, result, names) if each.outcome.order else "nobody",
                share(each.outcome.success) if each.outcome.order else _NOTHING,
                digits(each.outcome.cost) if each.outcome.order else _NOTHING,
            )
            for each in result.values
        ),
    )


def _firsts(result: OrderResult, names: Names) -> Table:
    by = "net value" if result.value is not None else "expected cost saved"
    return Table(
        "firsts",
        "What asking each first is worth",
        f"The best order with it first beside the best with another first, in {by}",
        (Column("First"), right("Worth", unit(result)), Column("With it first"), Column("With another first")),
        tuple(
            (
                who(row.approach, result, names),
                digits(row.worth) if row.worth is not None else _NOTHING,
                in_order(row.with_first, result, names) if row.with_first is not None else "cannot be first",
                in_order(row.without, result, names) if row.without is not None else "no other can be first",
            )
            for row in (result.firsts if len(result.firsts) > 1 else ())
        ),
    )


def _approaches(result: OrderResult, names: Names) -> Table:
    ratio = (right("Cost over chance of a no"),) if result.by_ratio else ()
    return Table(
        "approaches",
        f"{counted(len(result.approaches), 'approach', 'approaches')}",
        "Who is asked in principle, and what comes of it; likely values, with their ranges",
        (
            Column("Approach"),
            Column("Asks"),
            right("Chance of a yes"),
            right("Cost", unit(result)),
            right("Exposure", unit(result)),
            Column("Chance once others said yes"),
            Column("Only after"),
            *ratio,
        ),
        tuple(_approach(each, result, names) for each in result.approaches),
    )


def _approach(asking: Asking, result: OrderResult, names: Names) -> tuple[str, ...]:
    defers = [
        f"{_range('chance', each.chance)} after {listed([who(id_, result, names) for id_ in each.others])}"
        for each in asking.defers
    ]
    ratio = (digits(asking.ratio) if asking.ratio is not None else "asked last",) if result.by_ratio else ()
    return (
        names.lever(asking.approach),
        names.ratifier(asking.ratifier),
        _range("chance", asking.chance),
        _range("cost", asking.cost),
        _range("exposure", asking.exposure),
        "; ".join(defers) or _NOTHING,
        listed([who(id_, result, names) for id_ in asking.after]) or _NOTHING,
        *ratio,
    )


def _range(of: str, three: Three) -> str:
    least, likely, most = (of_number(of, value) for value in three)
    return likely if three[0] == three[2] else f"{likely} ({least} to {most})"
