"""The answer to `flips` in sentences: what to watch, at which value, and what would be said then."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from winset.case.problems import visible
from winset.settlement.about import SOLVER
from winset.settlement.flip_records import Flip, FlipsResult, Tripwire
from winset.show.lacking import singular
from winset.show.names import Names
from winset.show.sources import NO_SOURCE, source, speaking, standing
from winset.show.words import AT_STATED, count, counted, few, listed, number, opening, spoken

_MOST = 9
_WATCHED = 4
_NAMED = 5


def flips_sentence(result: FlipsResult) -> str:
    """The answer in one sentence."""
    names = Names.of(result.about)
    rows = changing(result, "deals")
    deals = f"{counted(result.about.deals, 'deal')} asked about ({result.verdict.value})"
    tried = counted(result.tried, "input")
    if rows:
        many = count(len({row.path for row in rows}))
        text = (
            f"What becomes of the {deals} changes if {condition(rows[0], names)}; {many} of {tried} change it, alone."
        )
    else:
        others = len({row.path for row in result.tripwires})
        rest = f"{count(others)} {'changes' if others == 1 else 'change'} another verdict" if others else "nor anything"
        text = f"None of {tried} changes, alone, what becomes of the {deals}; {rest}."
    return f"{opening(AT_STATED)}: {text[:1].lower()}{text[1:]}" if result.about.stated else text


def flips_explain(result: FlipsResult) -> tuple[str, ...]:
    """Further short sentences: the watch list, which unknowns matter, how much changes nothing, what it rests on."""
    names = Names.of(result.about)
    watched = [watch(row, names) for row in _first_of_each(result)[:_WATCHED]]
    parts = (_worlds, _unknowns, _quiet, _unsearched, _engine, _standing)
    return tuple([*watched, *(text for part in parts if (text := part(result, names)))][:_MOST])


def changing(result: FlipsResult, of: str) -> list[Tripwire]:
    """The tripwires that change a verdict of a kind, in the order of the answer."""
    return [row for row in result.tripwires if any(each.of == of for each in row.flips)]


def watch(row: Tripwire, names: Names) -> str:
    """A line of the watch list: what it is now and on whose word, at which value, how far away, and what follows."""
    if row.kind != "number" or row.now is None:
        return f"Watch: if {condition(row, names)}, {then(row, names)} ({basis(row)})."
    if row.change:
        said = beside_error(row)
        near = f", {said}" if said else ""
        return f"Watch: if {condition(row, names)}{near}, {then(row, names)} ({basis(row)})."
    subject_ = f"{_subject(row, names)}, now {number(row.now)} ({basis(row)})"
    return f"Watch: {subject_}; {_value(row)}, {away(row)}, {then(row, names)}."


def away(row: Tripwire) -> str:
    """How far the present value is from it: `4 votes away`, and beside what is said of how sure that value is."""
    if row.distance is None:
        return ""
    if row.distance == 0:
        return "where it is now"
    unit = "" if row.unit == "share" else f" {singular(row.unit) if row.distance == 1 else visible(row.unit)}"
    said = "; ".join(part for part in (beside_error(row), "" if row.nearest else NOT_PROVEN_NEAREST) if part)
    return f"{number(row.distance)}{unit} away{f' ({said})' if said else ''}"


def beside_error(row: Tripwire) -> str:
    """The distance beside the width of the number's range, or the error of its poll; nothing where it has none."""
    if row.spread is None or row.nearness is None:
        return ""
    what = _spread(row)
    if row.nearness <= 1:
        return f"within {what}"
    times = number(Fraction(round(row.nearness * 10), 10))
    return f"{times} times {what}"


def _spread(row: Tripwire) -> str:
    if row.unit == "points of value":
        return "half the width of its range"
    return "the width of its range" if _end(row) else "the error of its poll"


def _value(row: Tripwire) -> str:
    if row.beyond:
        return f"{'above' if row.up else 'below'} {amount(row)}"
    return f"from {amount(row)} {'up' if row.up else 'down'}"


NOT_PROVEN_NEAREST = "at the latest: a closer value is not ruled out"


def subject(row: Tripwire, names: Names) -> str:
    """What is watched, in words, with its path."""
    return f"{_subject(row, names)} (`{visible(row.path)}`)"


def condition(row: Tripwire, names: Names) -> str:
    """What has to happen: `the votes of “Ayes” in the Senate fall to 66`."""
    if row.kind != "number":
        return _CHANGES[row.kind](row, names)
    if row.change:
        more = "more than " if row.beyond else ""
        who = names.who(".".join(row.path.split(".")[:2]))
        return f"{more}{amount(row)} are {visible(row.change)} at {who} (`{visible(row.path)}`)"
    verb = ("rises above" if row.up else "falls below") if row.beyond else ("rises to" if row.up else "falls to")
    return f"{_subject(row, names)} {verb} {amount(row)}"


def amount(row: Tripwire) -> str:
    """The value at which it flips, with its unit."""
    if row.at is None:
        return row.change
    if row.unit in {"share", "members"}:
        return number(row.at)
    return f"{number(row.at)} {singular(row.unit) if row.at == 1 else visible(row.unit)}"


def then(row: Tripwire, names: Names) -> str:
    """What would be said then."""
    return listed([flip_words(each, names) for each in row.flips[:_NAMED]])


def flip_words(flip: Flip, names: Names) -> str:
    """A verdict that changes: `the deals asked about are open and not refused`."""
    if flip.of == "blocks":
        says = "blocks them all" if flip.after == "blocks" else "does not block them all any more"
        return f"{names.who(flip.subject)} {says}"
    what = "what becomes of the deals" if flip.of == "deals" else f"“{names.pattern(flip.subject)}”"
    return f"{what} turns from {flip.before} to {flip.after}"


def basis(row: Tripwire) -> str:
    """The source of the present value."""
    quotation = speaking([row.input], row.input.path) if row.input is not None else None
    return source(quotation) if quotation is not None else NO_SOURCE


def _subject(row: Tripwire, names: Names) -> str:
    if row.kind == "level":
        return f"“{names.condition(row.path.removesuffix('.now'))}”"
    if row.kind == "variant":
        return f"the reading “{names.variant(row.change)}”"
    words = row.path.split(".")
    if row.path.startswith("never."):
        return f"the coupling `{visible(words[-1])}`"
    who = names.who(".".join(words[:2]))
    inside = words[2:]
    if _end(row):
        what = "likely value" if words[-1] == "likely" else f"{words[-1]} end"
        return f"the {what} of {_inside(inside[:-1], who, '.'.join(words[:2]), names)}"
    return _inside(inside, who, ".".join(words[:2]), names) if inside else who


def _end(row: Tripwire) -> bool:
    """Whether it is one end of a range."""
    words = row.path.split(".")
    return row.kind == "number" and words[-1] in {"low", "likely", "high"} and words[-3] != "points"


def _inside(inside: Sequence[str], who: str, ratifier: str, names: Names) -> str:
    """A part of a ratifier in words."""
    last = inside[-1]
    if "polls" in inside and last == "share":
        return (
            f"the share of `{visible(inside[-2])}` in the poll `{visible(inside[inside.index('polls') + 1])}` of {who}"
        )
    if "polls" in inside and last == "undecided":
        return f"the share of the undecided in the poll `{visible(inside[-2])}` of {who}"
    if "rule" in inside:
        return f"the threshold of {_part(inside[: inside.index('rule')], who, ratifier, names)}"
    if "points" in inside[:-2]:
        issue, option = inside[-2:]
        part = _part(inside[: inside.index("points")], who, ratifier, names)
        return f"the worth of “{names.brief_issue(issue)}: {names.brief_option(issue, option)}” to {part}"
    if "counts" in inside and last in {"ayes", "noes", "undeclared"}:
        return f"the {last} of {who} in the count `{visible(inside[-2])}`"
    word = _LAST.get(last)
    if word is not None:
        return f"{word} {_part(inside[:-1], who, ratifier, names)}"
    return f"`{visible('.'.join(inside))}` of {who}"


def _part(inside: Sequence[str], who: str, ratifier: str, names: Names) -> str:
    return f"“{names.part(ratifier, '.'.join(inside))}” in {who}" if inside else who


_LAST: Mapping[str, str] = MappingProxyType(
    {
        "votes": "the number of votes of",
        "members": "the number of members of",
        "turnout": "the turnout of",
        "no_deal": "the worth of no deal to",
    }
)


def _dropped(row: Tripwire, names: Names) -> str:
    verb = "is left open" if row.change == "open" else "falls away"
    return f"{_subject(row, names)} {verb}"


def _level(row: Tripwire, names: Names) -> str:
    level = names.level(row.path.removesuffix(".now"), row.change)
    return f"{_subject(row, names)} becomes “{opening(level)}”"


def _variant(row: Tripwire, names: Names) -> str:
    return f"{_subject(row, names)} is taken"


def _answer(row: Tripwire, names: Names) -> str:
    return f"{_subject(row, names)} says {row.change} to all that it leaves open"


_CHANGES: Mapping[str, Callable[[Tripwire, Names], str]] = MappingProxyType(
    {"dropped": _dropped, "level": _level, "variant": _variant, "answer": _answer}
)


def _first_of_each(result: FlipsResult) -> list[Tripwire]:
    """The tripwires to watch first: those that change what becomes of the deals, one for each input."""
    first: dict[str, Tripwire] = {}
    for row in (*changing(result, "deals"), *changing(result, "blocks"), *result.tripwires):
        first.setdefault(row.path, row)
    return list(first.values())


def _worlds(result: FlipsResult, names: Names) -> str:
    if len(result.worlds) < 2:
        return ""
    unknown = [id_ for id_ in result.unknowns if "." not in id_]
    by_verdict: dict[str, int] = {}
    for each in result.worlds:
        by_verdict[each.verdict.value] = by_verdict.get(each.verdict.value, 0) + 1
    counts = [f"{word} in {count(total)}" for word, total in by_verdict.items()]
    nobody = few([_unknown(id_, names) for id_ in unknown], _NAMED)
    return f"Nobody knows {nobody}; of {counted(len(result.worlds), 'world')}: {listed(counts)}."


def _unknowns(result: FlipsResult, names: Names) -> str:
    if not result.unknowns:
        return ""
    matter = [_unknown(id_, names) for id_ in result.settling]
    rest = [_unknown(id_, names) for id_ in result.unknowns if id_ not in result.settling]
    said = f"Unknown, and it matters: {few(matter, _NAMED)}" if matter else "No unknown answer matters alone"
    return f"{said}{f'; whichever way it turns out, the same is said: {few(rest, _NAMED)}' if rest else ''}."


def _unknown(id_: str, names: Names) -> str:
    return names.who(id_) if "." in id_ else f"“{names.condition(id_)}”"


def _quiet(result: FlipsResult, _names: Names) -> str:
    return f"{count(result.quiet)} of {counted(result.tried, 'input')} change no verdict, alone; pairs were not tried."


def _unsearched(result: FlipsResult, _names: Names) -> str:
    said = [f"`{visible(row.path)}` ({spoken(row.why)})" for row in result.unsearched]
    return f"Not looked into: {few(said, 2)}." if said else ""


def _engine(result: FlipsResult, _names: Names) -> str:
    """Which engine answered, where packages were not gone through one by one, and what it did not prove."""
    if result.about.engine != SOLVER:
        return ""
    unproven = len({row.path for row in result.tripwires if not row.nearest})
    every = "every tripwire is proven on all packages, and that it is the nearest"
    nearest = f"{every} but for {counted(unproven, 'number')} marked so" if unproven else every
    return f"Worked out by the {result.about.engine}: {nearest}."


def _standing(result: FlipsResult, _names: Names) -> str:
    return f"{standing(result.about)}." if result.about.inputs else ""
