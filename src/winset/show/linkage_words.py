"""The answer to `linkage` in sentences: what linking does, what it costs, and what makes an instrument impossible."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from winset.case.problems import visible
from winset.settlement.about import SOLVER
from winset.settlement.linkage_records import (
    Comparison,
    Effect,
    LinkageResult,
    LinkedPackage,
    Payment,
    Refusing,
    SeparateVotes,
)
from winset.show.names import Names
from winset.show.sources import source, speaking, standing
from winset.show.words import AT_STATED, count, counted, few, listed, number, opening

_MOST = 8
_NAMED = 3


def linkage_sentence(result: LinkageResult) -> str:
    """The answer in one sentence."""
    names = Names.of(result.about)
    text = f"{_headline(result, names)}{_price_of_one_vote(result)}{_impossible(result, names)}."
    if not result.proven:
        text = f"Not proven, for time ran out: as far as was found, {text[:1].lower()}{text[1:]}"
    return f"{opening(AT_STATED)}: {text[:1].lower()}{text[1:]}" if result.about.stated else text


def linkage_explain(result: LinkageResult) -> tuple[str, ...]:
    """Further short sentences: what cannot be had, separate votes, who gains and pays, what it rests on."""
    names = Names.of(result.about)
    parts = (_infeasible, _unagreed, _alone, _votes, _opened, _ratifiers, _levels, _held, _standing)
    said = [text for part in parts if (text := part(result, names))]
    how = _how(result)
    return (*said[: _MOST - 1], how) if how else tuple(said[:_MOST])


def thing(names: Names, id_: str) -> str:
    """An issue or a condition that is linked, by its name in quotation marks."""
    return f"“{_called(names, id_)}”"


def _called(names: Names, id_: str) -> str:
    return names.condition(id_) if f"conditions.{id_}" in names.by_path else names.brief_issue(id_)


def choice(names: Names, id_: str, option: str | None) -> str:
    """An option of an issue, or a level of a condition; none where a package lacks the issue."""
    if option is None:
        return "none"
    if f"conditions.{id_}.{option}" in names.by_path or f"conditions.{id_}" in names.by_path:
        return opening(names.level(id_, option))
    return names.brief_option(id_, option)


def linked_words(result: LinkageResult, names: Names) -> str:
    """What is linked: `“Wetland” and “Levy”`."""
    return listed([thing(names, id_) for id_ in result.linked])


def held_words(pairs: Sequence[tuple[str, str | None]], names: Names) -> str:
    """At what something is held: `“As now”`, or with its name where several are: `“Wetland: Half” and “Levy: None”`."""
    if len(pairs) == 1:
        return f"“{choice(names, *pairs[0])}”"
    return listed([f"“{_called(names, id_)}: {choice(names, id_, option)}”" for id_, option in pairs])


def by_whom(refusing: Sequence[Refusing], names: Names) -> str:
    """Who refuses, by which red line and source: `the cabinet (Upland; red line `russian_law`, “...”)`."""
    return listed([names.by_rule(row.ratifier, _by_line(row)) for row in refusing])


def price_words(price: Sequence[Payment], names: Names) -> str:
    """What a linked package changes for ratifiers: `the Senate: no becomes yes; the board: 3 points of value more`."""
    return "; ".join(_payment(row, names) for row in price) or "nothing"


def moved_words(package: LinkedPackage, names: Names) -> str:
    """What moves: `Wetland: Half becomes All of it`."""
    return "; ".join(
        f"{_called(names, id_)}: {choice(names, id_, was)} becomes {choice(names, id_, now)}"
        for id_, was, now in package.moved
    )


def _by_line(row: Refusing) -> str:
    if not row.red_lines:
        return ""
    line = row.red_lines[0]
    said = f"red line `{visible(line.path.rpartition('.')[2])}`"
    quotation = speaking([line], line.path)
    return f"{said}, {source(quotation)}" if quotation is not None else f"{said}, assumed"


def _payment(row: Payment, names: Names) -> str:
    said = []
    if row.before != row.after:
        said.append(
            f"{_ANSWERS[row.after]}" if row.before is None else f"{_ANSWERS[row.before]} becomes {_ANSWERS[row.after]}"
        )
    if row.points:
        said.append(f"{number(abs(row.points))} points of value {'more' if row.points > 0 else 'less'}")
    return f"{names.who(row.ratifier)}: {listed(said)}"


_ANSWERS: Mapping[str, str] = MappingProxyType({"yes": "yes", "no": "no", "open": "open", "out": "not asked"})


def _headline(result: LinkageResult, names: Names) -> str:
    what = linked_words(result, names)
    many = len(result.linked) > 1
    if not result.combinations:
        return f"There is nothing to link {what} to: no deal asked about changes any other issue"
    say = _EFFECTS[result.effect]
    held = result.held[0]
    it, is_ = ("they", "are") if many else ("it", "is")
    total = result.combinations
    packages = counted(total, "package")
    if result.effect is Effect.NO_EFFECT:
        has = f"{_some(held.sure.without, total)} sure and {_some(held.possible.without, total)} possible"
        freely = f"whether {it} {is_} held at {held_words(held.at, names)} or free"
        return f"Linking {what} has no effect: of the {packages} of the other issues {has}, {freely}"
    unsure = held.sure.effect is Effect.NO_EFFECT
    kind = "possible" if unsure else "sure"
    compared = held.possible if unsure else held.sure
    before = f"with {_them(many)} held at {held_words(held.at, names)} {_some(compared.without, total)} {kind}"
    after = f"with {_them(many)} free {_some(compared.linked, total)}"
    return f"Linking {what} {say}: of the {packages} of the other issues {before}, {after}"


def _them(many: bool) -> str:
    return "them" if many else "it"


def _some(part: int, whole: int) -> str:
    if part == 0:
        return "none is"
    if part == whole:
        return "the only one is" if whole == 1 else f"all {count(whole)} are"
    return f"{count(part)} {'is' if part == 1 else 'are'}"


_EFFECTS: Mapping[Effect, str] = MappingProxyType(
    {
        Effect.OPENS: "opens a deal",
        Effect.ENLARGES: "enlarges what can be ratified",
        Effect.NO_EFFECT: "has no effect",
        Effect.TRADES: "gains some deals and loses others",
        Effect.SHRINKS: "shrinks what can be ratified",
        Effect.CLOSES: "closes every deal",
    }
)


def _compared(votes: SeparateVotes) -> tuple[Comparison, str]:
    """What separate votes and one vote come to: the sure where that differs or is all there is, else the possible."""
    if votes.sure.effect is not Effect.NO_EFFECT or (votes.sure.linked and votes.possible.effect is Effect.NO_EFFECT):
        return votes.sure, "surely"
    return votes.possible, "possibly"


def _price_of_one_vote(result: LinkageResult) -> str:
    """A clause where one vote on the whole costs deals that pass part by part."""
    if result.votes is None:
        return ""
    compared, _ = _compared(result.votes)
    if not compared.lost:
        return ""
    verb = "passes" if compared.lost == 1 else "pass"
    fails = "fails" if compared.lost == 1 else "fail"
    return f"; but {counted(compared.lost, 'package')} that {verb} part by part {fails} in one vote"


def _impossible(result: LinkageResult, names: Names) -> str:
    """A clause where what is linked cannot be had on any terms."""
    if not result.infeasible:
        return ""
    own = [thing(names, id_) for id_ in result.infeasible if id_ in result.linked]
    if own:
        return f"; every new option of {listed(own)} is refused throughout by somebody"
    return f"; {_without(result, names)}"


def _without(result: LinkageResult, names: Names) -> str:
    """Sub-issues that leave no option: what needs them cannot be had."""
    what = listed([thing(names, id_) for id_ in result.infeasible])
    if result.effect is Effect.NO_EFFECT:
        return f"what needs {what} cannot be had, because somebody refuses each of its options throughout"
    return f"but only without {what}, of which every option is refused throughout by somebody"


def _infeasible(result: LinkageResult, names: Names) -> str:
    said = []
    for id_ in result.infeasible:
        rows = [row for row in result.levels if row.id == id_ and row.refusing]
        each = [f"“{choice(names, id_, row.option)}” is refused by {by_whom(row.refusing, names)}" for row in rows]
        said.append(f"No option of {thing(names, id_)} is left: {'; '.join(each)}.")
    return " ".join(said)


def _unagreed(result: LinkageResult, names: Names) -> str:
    """Sub-issues on which some option is left, and none that everybody is known to accept."""
    said = []
    for id_ in result.with_them:
        rows = [row for row in result.levels if row.id == id_ and row.deals]
        if id_ in result.infeasible or not rows or any(row.sure_deals for row in rows):
            continue
        open_ = [f"“{choice(names, id_, row.option)}”" for row in rows if row.possible_deals]
        refused = [
            f"“{choice(names, id_, row.option)}” by {by_whom(row.refusing, names)}" for row in rows if row.refusing
        ]
        left = f"only {listed(open_)} {'is' if len(open_) == 1 else 'are'} open" if open_ else "all are refused"
        tail = f"; refused: {'; '.join(refused)}" if refused else ""
        said.append(f"On {thing(names, id_)} no option is known to be accepted by all: {left}{tail}.")
    return " ".join(said)


def _alone(result: LinkageResult, names: Names) -> str:
    sure, possible = result.alone
    if not possible:
        return ""
    surely = f"{count(sure) if sure else 'none'} sure"
    return f"Deals that change nothing but {linked_words(result, names)}: {count(possible)} possible, {surely}."


def _votes(result: LinkageResult, _names: Names) -> str:
    votes = result.votes
    if votes is None or not votes.put:
        return ""
    compared, surely = _compared(votes)
    put = counted(votes.put, "package")
    if not compared.without and not compared.linked:
        return f"Of {put} whose parts could be voted on apart, none passes either way."
    ways = f"{_or_none(compared.without)} {surely} part by part, {_or_none(compared.linked)} as one"
    by_one = f"{_or_none(compared.gained)} only as one, {_or_none(compared.lost)} only part by part"
    return f"Of {put} whose parts could be voted on apart, these pass: {ways}; {by_one}."


def _or_none(number_: int) -> str:
    return count(number_) if number_ else "none"


def _opened(result: LinkageResult, names: Names) -> str:
    if not result.opened:
        return ""
    first = result.opened[0]
    kind = "ratified" if first.sure else "possible"
    price = price_words(first.price, names)
    return f"Becomes {kind}: “{names.short(first.package)}” ({moved_words(first, names)}). What that changes: {price}."


def _ratifiers(result: LinkageResult, names: Names) -> str:
    gain = sorted((row for row in result.by_ratifier if row.gained), key=lambda row: -row.gained)
    lose = sorted((row for row in result.by_ratifier if row.lost), key=lambda row: -row.lost)
    if not gain and not lose:
        return ""
    won = [f"{names.who(row.ratifier)} ({count(row.gained)})" for row in gain]
    paid = [f"{names.who(row.ratifier)} ({count(row.lost)})" for row in lose]
    what = "Packages of the other issues accepted only if what is linked moves"
    return f"{what}: {few(won, _NAMED) or 'none'}; only if it does not: {few(paid, _NAMED) or 'none'}."


def _levels(result: LinkageResult, names: Names) -> str:
    said = [
        f"{thing(names, row.id)} at “{choice(names, row.id, row.option)}” {_LEVELS[row.sure.effect]}"
        for row in result.levels
        if row.id in result.linked and row.sure.lost and len(result.held) == 1
    ]
    return f"What is surely ratified: {few(said, _NAMED)}." if said else ""


_LEVELS: Mapping[Effect, str] = MappingProxyType(
    {
        Effect.TRADES: "gains some packages and loses others",
        Effect.SHRINKS: "loses some packages",
        Effect.CLOSES: "leaves none",
    }
)


def _held(result: LinkageResult, names: Names) -> str:
    if len(result.held) < 2:
        return ""
    best = held_words(result.held[0].at, names)
    return (
        f"Nothing says at what it is now, so it is held in each of {count(len(result.held))} ways; compared is "
        f"{best}, which leaves the most."
    )


def _standing(result: LinkageResult, _names: Names) -> str:
    return f"{standing(result.about)}." if result.about.inputs else ""


def _how(result: LinkageResult) -> str:
    """Which engine answered, where packages were not gone through one by one, and what it left unproven."""
    about = result.about
    if about.engine != SOLVER:
        return ""
    numbers = "estimated where they could not be counted" if about.estimated else "counted"
    if about.exact:
        return f"Worked out by the {about.engine}: effects are proven, and numbers of packages are {numbers}."
    what = "the effect is proven, but" if result.proven else "the effect is not proven, and"
    return (
        f"Worked out by the {about.engine}, which ran out of time: {what} options, refusals, gains, votes or opened "
        f"packages may be incomplete; numbers of packages are {numbers}."
    )
