"""The tables of a `leverage` answer."""

from fractions import Fraction

from winset.course.leverage_records import LeverageResult, Outcome, Side, Stretch, View
from winset.show.inputs_table import inputs_table
from winset.show.leverage_more_words import called_words, effect_words, package, rounded, whom
from winset.show.leverage_words import agreed, amount, side_words
from winset.show.names import Names
from winset.show.table import Column, Table, right
from winset.show.words import count, counted, midway, number, opening

_MOST = 40


def leverage_tables(result: LeverageResult) -> tuple[Table, ...]:
    """Every table that has something to say, the most wanted first."""
    names = Names.of(result.about)
    built = (
        _outcomes(result, names),
        _stretches(result, names),
        _steps(result, names),
        _constraints(result, names),
        _walks(result, names),
        _bluff(result, names),
        _sides(result, names),
        _worlds(result, names),
        inputs_table(result.about),
    )
    return tuple(table for table in built if table.rows)


def _parties(result: LeverageResult, names: Names) -> tuple[str, str]:
    if not result.sides:
        return "", ""
    return names.party(result.sides[0].party), names.party(result.sides[1].party)


def _readings(result: LeverageResult) -> tuple[tuple[str, View], ...]:
    """The bargain over sure and over possible packages; once where they are alike."""
    if result.alike:
        return (("sure and possible", result.views[0]),)
    return tuple((view.over, view) for view in result.views)


def _outcomes(result: LeverageResult, names: Names) -> Table:
    ours, theirs = _parties(result, names)
    rows = [row for over, view in _readings(result) for row in _outcome_rows(over, view, names)]
    return Table(
        "bargain",
        "Who gets what",
        "What both gain above no deal, over the deals that are surely ratified and over those that nobody refuses",
        (Column("Over"), Column("What"), Column("Package"), right(ours, "points"), right(theirs, "points")),
        tuple(rows),
    )


def _outcome_rows(over: str, view: View, names: Names) -> list[tuple[str, ...]]:
    what: list[tuple[str, Outcome]] = [("the bargain", view.bargain)]
    if view.outcome != view.bargain:
        what.append(("with outside options", view.outcome))
    what.append(("if only the two leads had to agree", view.alone))
    over = f"{over} ({counted(view.packages, 'package')})"
    rows = [(over, word, agreed(each, names), *(amount(gain) for gain in each.gains)) for word, each in what]
    rows.append((over, "over both ranges of patience", "-", *(amount(gain) for gain in view.between)))
    return rows


def _stretches(result: LeverageResult, names: Names) -> Table:
    ours, theirs = _parties(result, names)
    readings = _readings(result)
    most = _MOST // max(len(readings), 1)
    left = sum(max(len(view.stretches) - most, 0) for _, view in readings)
    return Table(
        "patience",
        f"What patience gives {midway(ours)}",
        "At which weight, and at which patience with that of the other as it is, which package is the bargain",
        (
            Column("Over"),
            right("Weight"),
            right("Patience"),
            Column("Package"),
            right(ours, "points"),
            right(theirs, "points"),
            Column("Now"),
        ),
        tuple(_stretch(over, view, row, names) for over, view in readings for row in view.stretches[:most]),
        f"{count(left)} more are left out; --json has them all." if left else "",
    )


def _stretch(over: str, view: View, row: Stretch, names: Names) -> tuple[str, ...]:
    patience = f"{rounded(row.patience[0])} to {rounded(row.patience[1])}" if row.patience is not None else "-"
    return (
        over,
        f"{rounded(row.low)} to {rounded(row.high)}",
        patience,
        package(row.split, names),
        *(number(gain) for gain in row.split.gains),
        "yes" if row.split in view.bargain.splits else "-",
    )


def _steps(result: LeverageResult, names: Names) -> Table:
    ours, _ = _parties(result, names)
    return Table(
        "steps",
        f"What a step of patience is worth to {midway(ours)}",
        "Its patience at either end of its range, the other's as it is, and by how much its gain is another",
        (
            Column("Over"),
            Column("End"),
            right("Patience"),
            Column("Package"),
            right("Change", "points"),
            Column("Sign"),
        ),
        tuple(
            (
                over,
                step.end,
                number(step.patience),
                agreed(step.outcome, names),
                amount(step.change),
                "no change" if step.sign == "none" else step.sign,
            )
            for over, view in _readings(result)
            for step in view.steps
        ),
    )


def _constraints(result: LeverageResult, names: Names) -> Table:
    helps = [row for row in result.constraints if row.sign == "helps"]
    title = f"{counted(len(helps), 'constraint')} at home {'helps' if len(helps) == 1 else 'help'} its own side"
    return Table(
        "constraints",
        title if helps else "No constraint at home is known to help its own side",
        "What a side gains by it that these have to agree: with their yes asked for less without, in its lead's points",
        (
            Column("Side"),
            Column("Who has to agree"),
            right("Over sure", "points"),
            right("Over possible", "points"),
            Column("Effect"),
        ),
        tuple(
            (
                names.party(row.party),
                opening(whom(row, names)),
                *(amount(moved) for moved in row.changes),
                effect_words(row),
            )
            for row in result.constraints
        ),
    )


def _walks(result: LeverageResult, names: Names) -> Table:
    return Table(
        "outside",
        "When an outside option matters",
        "What a side would have to get by walking away, in its points, for the bargain to move",
        (
            Column("Party"),
            Column("Over"),
            right("Above", "points"),
            Column("Then"),
            right("Walks away above", "points"),
        ),
        tuple(
            (
                names.party(row.party),
                "sure and possible" if result.alike else row.over,
                number(row.above),
                package(row.to, names) if row.to is not None else "it walks away",
                number(row.most),
            )
            for row in result.walks
            if not (result.alike and row.over == "possible")
        ),
    )


def _bluff(result: LeverageResult, names: Names) -> Table:
    found = result.bluff
    asking = _parties(result, names)[0]
    rows = []
    for called in found.called if found is not None else ():
        rows.append(
            (
                called.over,
                agreed(called.respected, names),
                agreed(called.ignored, names),
                _above(called.above, same=called.same),
                opening(called_words(called, "it", asking)),
            )
        )
    return Table(
        "bluff",
        "Respecting a demand, and ignoring it",
        "The bargain with the red line and without it, and the chance of a bluff above which ignoring it is better",
        (Column("Over"), Column("Respected"), Column("Ignored"), right("Chance"), Column("So")),
        tuple(rows),
    )


def _above(above: Fraction | None, *, same: bool) -> str:
    if same:
        return "-"
    return "never" if above is None else rounded(float(above))


def _sides(result: LeverageResult, names: Names) -> Table:
    return Table(
        "bargainers",
        "Who bargains",
        "The two leads, what a period's delay leaves of a gain to each, and what each has without a deal",
        (Column("Party"), right("No deal", "points"), right("Patience"), right("Outside", "points")),
        tuple(_side(side, names) for side in result.sides),
    )


def _side(side: Side, names: Names) -> tuple[str, ...]:
    patience = "equal, assumed"
    if side.patience is not None:
        held = side.patience
        ends = f" ({number(held.low)} to {number(held.high)})" if held.low != held.high else ""
        patience = f"{number(held.likely)}{ends}"
    outside = number(side.outside) if side.outside is not None else "-"
    return side_words(side, names), number(side.no_deal), patience, outside


def _worlds(result: LeverageResult, names: Names) -> Table:
    return Table(
        "worlds",
        f"In {counted(len(result.worlds), 'other world')} that nobody can rule out",
        "What is agreed if conditions that nobody knows turn out otherwise",
        (Column("World"), Column("Deals are"), Column("Over sure"), Column("Over possible")),
        tuple(
            (names.world(row.world), row.verdict.value, agreed(row.sure, names), agreed(row.possible, names))
            for row in result.worlds
        ),
    )
