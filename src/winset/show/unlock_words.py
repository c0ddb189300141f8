"""The answer to `unlock` in sentences: what opens a deal at least cost, or which bound is in the way."""

from collections.abc import Sequence
from fractions import Fraction

from winset.case.problems import visible
from winset.model.result import Quotation, Verdict
from winset.settlement.unlock_records import Binding, Chance, Cost, Opinion, Pull, Three, Unlock, UnlockResult
from winset.show.estimates import many, many_deals, whole
from winset.show.lacking import all_lacking
from winset.show.names import Names
from winset.show.sources import NO_SOURCE, source, speaking, standing
from winset.show.unlock_free_words import engine_words, freely, prefers_words, scope_words, vote_words
from winset.show.words import AT_STATED, count, counted, few, listed, midway, number, opening, percent

_MOST = 8
_NAMED = 3
NOT_ALL = "not all sets of levers were tried"


def unlock_sentence(result: UnlockResult) -> str:
    """The answer in one sentence."""
    names = Names.of(result.about)
    text = _cheapest(result, names) if result.unlocks else _none_found(result, names)
    if not result.complete and result.unlocks:
        why = "time ran out before all sets of levers were tried" if result.timed_out else NOT_ALL
        text = f"{text.removesuffix('.')}; {why}."
    text = f"{_world(result, names)}{text}"
    return f"{opening(AT_STATED)}: {text[:1].lower()}{text[1:]}" if result.about.stated else text


def unlock_explain(result: UnlockResult) -> tuple[str, ...]:
    """Further short sentences: cost and chance, what each lever does and breaks, opinion, budgets, nearest deals."""
    names = Names.of(result.about)
    parts = (_what_it_takes, scope_words, _each_lever, _breaks, _others, _far, _budgets, _nearest)
    said = [text for part in parts if (text := part(result, names))]
    last = [text for part in (engine_words, _standing) if (text := part(result, names))]
    return (*said[: _MOST - len(last)], *last)


def _world(result: UnlockResult, names: Names) -> str:
    """The world that the answer is given for, where the unlocks differ among those that unknown conditions span."""
    if len({(row.verdict, row.sure_sets, row.possible_sets) for row in result.worlds}) < 2:
        return ""
    first = result.worlds[0].world
    differing = [pair for at, pair in enumerate(first) if len({row.world[at] for row in result.worlds}) > 1]
    return f"If it is so that “{names.world(differing)}”: "


def best_of(result: UnlockResult) -> Unlock | None:
    """The cheapest unlock within the budget, sure before possible; one that needs no levers before all others."""
    return next((row for row in result.unlocks if result.affordable(row)), None)


def levers_words(unlock: Unlock) -> str:
    """The levers of an unlock by name: `“Talk to the neighbours” and “Pay the toll”`."""
    return listed([f"“{visible(step.name)}”" for step in unlock.steps]) or "no lever"


def _cheapest(result: UnlockResult, names: Names) -> str:
    best = best_of(result)
    if best is None:
        return _too_dear(result, names)
    if not best.levers:
        return _open_already(result, best, names)
    lifted = listed([names.who(who) for who in dict.fromkeys(who for step in best.steps for who in step.lifts)])
    does = f"lifts the no of {lifted}" if lifted else "puts a deal on the table that nobody refuses"
    if best.sure and lifted:
        does = f"wins {lifted}"
    wanted = f" that {midway(names.party(result.wishes.party))} prefers" if result.wishes and best.preferred else ""
    after = f"a deal{wanted} is then {'ratified' if best.sure else 'possible, not sure'}"
    cost = _price(result, best, names)
    return f"{opening(levers_words(best))}{cost} {_does(best, does)}: {after} ({lever_source(result, best)})."


def _does(best: Unlock, does: str) -> str:
    """What levers do, in the plural where there are several: `lift the no of the Senate`."""
    if len(best.levers) == 1:
        return does
    verb, _, rest = does.partition(" ")
    return f"together {verb.removesuffix('s')} {rest}"


def _price(result: UnlockResult, best: Unlock, names: Names) -> str:
    """What it costs, between commas: for the party asked for, otherwise for each."""
    shown = [cost for cost in best.costs if result.about.party in {None, cost.party} and not cost.missing]
    said = [f"{_amount(cost.amount, result)} for {names.party(cost.party)}" for cost in shown]
    return f", at {listed(said)}," if said else ""


def _amount(amount: Three, result: UnlockResult) -> str:
    unit = f" {visible(result.effort)}" if result.effort else " of effort"
    return f"{number(amount[1])}{unit}"


def lever_source(result: UnlockResult, unlock: Unlock) -> str:
    """The source that speaks best for the levers of an unlock."""
    said = []
    for lever in unlock.levers:
        quotation = speaking(result.about.inputs, f"levers.{lever}", result.about.as_of)
        said.append(source(quotation) if quotation is not None else NO_SOURCE)
    return "; ".join(dict.fromkeys(said))


def _open_already(result: UnlockResult, best: Unlock, names: Names) -> str:
    if best.sure:
        verb = "is" if result.sure == 1 and not result.about.estimated else "are"
        deals = f"{many_deals(result.about, result.sure)} of {whole(result.about)}"
        prefers = prefers_words(best, result, names)
        wanted = f", and {prefers}" if prefers else ""
        return f"No lever is needed: {deals} {verb} ratified as things stand{wanted}."
    sure = "no levers make one sure"
    part = f"{many(result.about, result.possible)} of {whole(result.about)}"
    example = names.short(best.example)
    return f"No lever is needed for a possible deal ({part}, such as “{example}”), and {sure}."


def _too_dear(result: UnlockResult, names: Names) -> str:
    first = result.unlocks[0]
    party = result.about.party or ""
    cost = first.cost_for(party)
    what = _amount(cost.amount, result) if cost is not None and not cost.missing else "an unknown amount"
    limit = number(result.budget) if result.budget is not None else ""
    return (
        f"Not within a budget of {limit}: the cheapest way for {names.party(party)}, {levers_words(first)}, takes "
        f"{what} ({lever_source(result, first)})."
    )


def _none_found(result: UnlockResult, names: Names) -> str:
    """No levers open a deal; or none were found to, where not all were tried."""
    if result.complete:
        return _impossible(result, names)
    tried = count(sum(search.tried for search in result.searches))
    why = "time ran out before all sets of levers were tried" if result.timed_out else NOT_ALL
    return f"Nothing was found that opens a deal, and {why}, only {tried}."


def _impossible(result: UnlockResult, names: Names) -> str:
    wishes = result.wishes
    if wishes is not None and wishes.by != "nothing" and result.possible:
        kind = "ratified" if result.sure else "possible"
        deals, party = counted(result.sure or result.possible, "deal"), midway(names.party(wishes.party))
        return (
            f"Impossible: no levers open a deal that {party} prefers to the status quo; {deals} "
            f"that it does not prefer {'is' if deals.startswith('1 ') else 'are'} {kind} as things stand."
        )
    if result.bindings:
        return f"Impossible within bounds: {'; '.join(binding_words(row) for row in result.bindings[:_NAMED])}."
    short = [row for row in result.opinions if not row.within]
    if short:
        return f"Impossible within bounds: {'; '.join(opinion_words(row, names) for row in short[:_NAMED])}."
    groups = [listed([names.who(id_) for id_ in found.ratifiers]) for found in result.conflicts if found.ratifiers]
    if groups:
        said = few(
            [f"{group} accept no common deal" if " and " in group else f"{group} refuses all" for group in groups], 3
        )
        return f"Impossible: no levers open a deal; {said}."
    asked = f" matches {visible(result.about.where)}" if result.about.where else ""
    return f"There is nothing to unlock: no package that levers can put on the table{asked}."


def binding_words(row: Binding) -> str:
    """A bound that binds: `“Make the case” would have to move 21 points and moves 10 at most (source)`."""
    basis = source(row.quotations[0]) if row.quotations else NO_SOURCE
    needed = f"{number(row.needed)} {row.unit}" if row.needed is not None else f"more {row.unit}"
    then = "a deal would be sure" if row.sure else "a deal would be possible"
    return f"{then} if “{visible(row.name)}” moved {needed}, and it moves {number(row.most)} at most ({basis})"


def opinion_words(row: Opinion, names: Names) -> str:
    """How far opinion is from a yes, beside what moves it and the largest movement on record."""
    who = names.who(row.ratifier)
    if not row.pulls:
        return f"{who} lacks {number(row.needed)} points of opinion, and no lever moves any"
    most = max(row.pulls, key=lambda pull: (pull.most, pull.lever))
    together = f"all levers together {number(row.most)}" if len(row.pulls) > 1 else ""
    each = f"“{visible(most.name)}” moves {number(most.most)} at most ({pull_basis(most)})"
    return f"{who} lacks {number(row.needed)} points of opinion; {each}{f', {together}' if together else ''}"


def pull_basis(pull: Pull) -> str:
    """What the bound of a lever rests on."""
    if pull.bound is None:
        return "no bound is given"
    return basis_words(pull.quotations)


def basis_words(quotations: Sequence[Quotation]) -> str:
    """The first source, or that there is none."""
    return source(quotations[0]) if quotations else NO_SOURCE


def _what_it_takes(result: UnlockResult, names: Names) -> str:
    best = best_of(result)
    if best is None or not best.levers:
        return ""
    draws = [words for step in best.steps for words in step.draws if words]
    order = ", in this order" if len(best.levers) > 1 else ""
    verb = "is" if best.opens == 1 and not result.about.estimated else "are"
    kind = "ratified" if best.sure else "possible"
    said = f"With {levers_words(best)}{order}, {many_deals(result.about, best.opens)} {verb} {kind}"
    turn = f"; it has to turn out so: {'; '.join(map(visible, draws))}" if draws else ""
    prefers = prefers_words(best, result, names)
    return (
        f"{said}{f', and {prefers}' if prefers else ''}{turn}. {chance_words(best.chance)}{_costs(result, best, names)}"
    )


def _costs(result: UnlockResult, best: Unlock, names: Names) -> str:
    said = [cost_words(cost, names) for cost in best.costs]
    unit = f", in {visible(result.effort)}" if result.effort else ""
    return f" Cost: {'; '.join(said)}{unit}." if said else ""


def cost_words(cost: Cost, names: Names) -> str:
    """A cost: `Lowland 3 (2 to 6)`, or which levers have none."""
    party = names.party(cost.party)
    if cost.missing:
        return f"{party}: not given for {listed([f'`{visible(lever)}`' for lever in cost.missing])}"
    low, likely, high = map(number, cost.amount)
    return f"{party} {likely}" + (f" ({low} to {high})" if low != high else "")


def chance_words(chance: Chance) -> str:
    """The chance that it works: read as independent, as moving together, and at the least; or what is missing."""
    if chance.missing:
        return f"How likely it is cannot be said: no chance is given for {_paths(chance.missing)}."
    if chance.independent is None or chance.comonotone is None or chance.bound is None or not chance.events:
        return "Nothing in it is left to chance, as the case has it."
    if len(chance.events) == 1:
        return f"Chance that it works: {_three(chance.independent)} (only {_paths(chance.events)} is left to chance)."
    return (
        f"Chance that it works: {_three(chance.independent)} if nothing hangs together, {_three(chance.comonotone)} if "
        f"all hangs together, and at the least {_three(chance.bound)}."
    )


def _paths(paths: Sequence[str]) -> str:
    return listed([f"`{visible(path)}`" for path in paths])


def _three(three: Three) -> str:
    low, likely, high = (_share(value) for value in three)
    return likely if low == high else f"{likely} ({low} to {high})"


def _share(value: Fraction) -> str:
    """A chance in per cent; what is surely so or surely not is said in words."""
    if not 0 < value < 1:
        return "certainty" if value else "nothing"
    return percent(value)


def _each_lever(result: UnlockResult, names: Names) -> str:
    best = best_of(result)
    if best is None or len(best.levers) < 2:
        return ""
    said = []
    for step in best.steps:
        lifts = listed([names.who(who) for who in step.lifts])
        lost = f"{lifts} would stand in the way" if lifts else "the deal could not be put"
        said.append(f"without “{visible(step.name)}” {lost} ({_VERDICTS[step.without]})")
    return f"{opening('; '.join(said))}."


_VERDICTS = {
    Verdict.RATIFIED: "a deal is ratified",
    Verdict.OPEN: "possible",
    Verdict.REFUSED: "all refused",
    Verdict.NO_DEALS: "nothing to put",
}


def _breaks(result: UnlockResult, names: Names) -> str:
    rows = [row for row in result.alone if row.turns]
    said = [
        f"“{visible(row.name)}” by itself turns {listed([names.who(who) for who, _ in row.turns])} against "
        f"{counted(max(deals for _, deals in row.turns), 'deal')}"
        for row in rows[:_NAMED]
    ]
    return f"{opening('; '.join(said))}." if said else ""


def _others(result: UnlockResult, _names: Names) -> str:
    best = best_of(result)
    others = [row for row in result.unlocks if row is not best and row.levers]
    said = [f"{levers_words(row)} ({'sure' if row.sure else 'possible'})" for row in others]
    already = "A deal is possible already, without any lever. " if best and best.levers and result.possible else ""
    return already + (f"Other smallest sets: {'; '.join(said[:_NAMED])}{_more(len(said))}." if said else "")


def _more(total: int) -> str:
    return f"; and {count(total - _NAMED)} more" if total > _NAMED else ""


def _far(result: UnlockResult, names: Names) -> str:
    """How far opinion and votes are from a yes."""
    said = [f"{opinion_words(row, names)}; {_polls(row)}" for row in result.opinions[:2]]
    said += [vote_words(row, names) for row in result.votes[:2]]
    return f"{opening('. '.join(map(opening, said)))}." if said else ""


def _polls(row: Opinion) -> str:
    low, high = map(number, row.support)
    return f"its polls leave support between {low} and {high}"


def _budgets(result: UnlockResult, names: Names) -> str:
    if len(result.budgets) < 2 or result.about.party is None:
        return ""
    said = [f"from {number(step.budget)}, {_ratified(result, step.sure)}" for step in result.budgets[1:3]]
    return f"What a budget of {names.party(result.about.party)} buys: {'; '.join(said)}."


def _ratified(result: UnlockResult, deals: int) -> str:
    return f"{many(result.about, deals)} ratified {'deals' if deals != 1 or result.about.estimated else 'deal'}"


def _nearest(result: UnlockResult, names: Names) -> str:
    if not result.nearest:
        return ""
    near = result.nearest[0]
    lacks = all_lacking(near.shortfalls, names)
    nearest = f"Without any lever the nearest of {counted(result.nearest_count, 'deal')} lacks: {lacks}."
    return f"{nearest} {freely(result, names)}".strip()


def _standing(result: UnlockResult, _names: Names) -> str:
    return f"{standing(result.about)}." if result.about.inputs else ""
