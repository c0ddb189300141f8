"""The answer to `deals` in sentences: how many deals are ratified or possible, what is lacking, on what it rests."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from winset.case.problems import visible
from winset.model.result import PackageRecord, Verdict
from winset.settlement.about import SOLVER
from winset.settlement.records import Baseline, DealsResult, Near, Shortfall, WinSet
from winset.show.estimates import accepted, found_deals, part_of, refused, refuses_all, refuses_some, whole
from winset.show.lacking import all_lacking, lacking
from winset.show.names import Names
from winset.show.sources import NO_SOURCE, source, source_or_assumed, speaking, standing
from winset.show.words import AT_STATED, count, counted, few, listed, opening

_MOST = 8  # sentences of an explanation
_ISSUES = 10  # of a package with more than twice as many
_NAMED = 3  # things named before the rest is only counted


def deals_sentence(result: DealsResult) -> str:
    """The answer in one sentence."""
    text = _VERDICTS[result.verdict](result, Names.of(result.about))
    return f"{opening(AT_STATED)}, {midway_start(text)}" if result.about.stated else text


def deals_explain(result: DealsResult) -> tuple[str, ...]:
    """Further short sentences: who blocks, what is nearest, what would settle what is open, what it rests on."""
    names = Names.of(result.about)
    parts = (_which, _named, _who_refuses, _pair, _margin, _settles, _worlds, _baselines, _standing)
    said = [text for part in parts if (text := part(result, names))]
    how = _how(result)
    return (*said[: _MOST - 1], how) if how else tuple(said[:_MOST])


def midway_start(text: str) -> str:
    """A sentence that goes on after a comma: its first letter is small unless it begins with a name."""
    return text[:1].lower() + text[1:] if text.startswith(_COMMON) else text


_COMMON = ("No ", "There ", "All ", "None ", "The only ")


def vetoes(result: DealsResult) -> tuple[WinSet, ...]:
    """The ratifiers whose no stops some deal that was asked about."""
    return tuple(row for row in result.win_sets if is_veto(row) and row.out < result.about.deals)


def is_veto(row: WinSet) -> bool:
    """Whether its no stops a deal."""
    return row.counts_as == "veto" and row.follows is None


def narrowest(result: DealsResult) -> WinSet | None:
    """The veto that accepts the fewest deals, surely and then possibly."""
    return min(vetoes(result), key=lambda row: (row.share_sure, row.share_possible), default=None)


def _no_deals(result: DealsResult, _names: Names) -> str:
    asked = f" that match {visible(result.about.where)}" if result.about.where else ""
    if not result.proven:
        return f"No deal to ask about{asked} was found in the time given; that there is none is not proven."
    return f"There is no deal to ask about: the couplings allow no packages{asked} that would be put to ratifiers."


def _ratified(result: DealsResult, names: Names) -> str:
    deals = opening(_found_sure(result))
    verb = _verb(result.sure, result)
    gate = narrowest(result)
    if gate is None:
        return f"{deals} {verb} ratified, since nobody's yes is needed for them."
    rest = _gate(gate, result, names)
    return f"{deals} {verb} ratified by all whose yes is needed; the narrowest gate is {rest}."


def _open(result: DealsResult, names: Names) -> str:
    if result.sure:  # sure in this world, but conditions that nobody knows decide otherwise
        deals = f"{_found_sure(result)} {_verb(result.sure, result)} ratified here"
        tail = _gate_tail(result, names)
        return f"It is open: {deals}, but the answer turns on conditions that nobody knows{tail}."
    deals = found_deals(result, result.possible, result.possible_between)
    verb = _verb(result.possible, result)
    if not result.proven:
        none = "No sure deal was found in the time given, and that there is none is not proven"
        return f"{none}; {deals} {verb} possible: {_nearest(result, names)}."
    return f"No deal is sure, but {deals} {verb} possible: {_nearest(result, names)}."


def _refused(result: DealsResult, names: Names) -> str:
    if not result.proven:
        none = "No possible deal was found in the time given; that there is none is not proven"
        return f"{none}. {opening(_nearest(result, names))}."
    blocking = [row for row in vetoes(result) if refuses_all(row)]
    if not blocking:
        lacks = _nearest(result, names)
        if result.about.estimated:
            return f"No deal is possible: that is proven of all {whole(result.about)}; {lacks}."
        return (
            f"No deal is possible: no ratifier refuses all {whole(result.about)}, but each is refused by some; {lacks}."
        )
    every = _EVERY.get(result.about.deals, f"all {whole(result.about)} deals")
    who = listed([_refuser(row, result, names) for row in blocking[:_NAMED]])
    verb = "refuse" if len(blocking) > 1 else "refuses"
    named = {row.ratifier for row in blocking}
    near = said_apart([part for near in result.nearest[:1] for part in near.shortfalls])
    others = [part for part in near if part.ratifier not in named and part.least > 0]  # what is open may yet be a yes
    rest = f"; the nearest also lacks: {all_lacking(others, names)}" if others else ""
    return f"No deal is possible: {who} {verb} {every}{rest}."


_EVERY: Mapping[int, str] = MappingProxyType({1: "the only deal", 2: "both deals"})


def _refuser(row: WinSet, result: DealsResult, names: Names) -> str:
    """A ratifier that refuses every deal: its rule, what it lacks for the nearest, and the source."""
    own = [part for near in result.nearest[:1] for part in said_apart(near.shortfalls) if part.ratifier == row.ratifier]
    lacks = [lacking(part) if part.kind == "red_line" else f"lacking {lacking(part)}" for part in own[:_NAMED]]
    return names.by_rule(row.ratifier, row.rule, *lacks, _source(own[0] if own else None, row.ratifier, result))


def said_apart(parts: Sequence[Shortfall]) -> list[Shortfall]:
    """Shortfalls without the open answers of ratifiers that lack something else besides, which goes without saying."""
    lacks_more = {part.ratifier for part in parts if part.kind != "answer"}
    return [part for part in parts if part.kind != "answer" or part.ratifier not in lacks_more]


_VERDICTS: Mapping[Verdict, Callable[[DealsResult, Names], str]] = MappingProxyType(
    {
        Verdict.RATIFIED: _ratified,
        Verdict.OPEN: _open,
        Verdict.REFUSED: _refused,
        Verdict.NO_DEALS: _no_deals,
    }
)


def _found_sure(result: DealsResult) -> str:
    return found_deals(result, result.sure, result.sure_between)


def _verb(number: int, result: DealsResult) -> str:
    """Whether deals of a kind `is` or `are`; of an estimated number there may be many."""
    return "is" if number == 1 and not result.about.estimated else "are"


def _gate(row: WinSet, result: DealsResult, names: Names) -> str:
    part = accepted(result.about, row)
    basis = source_or_assumed(result.about, row.ratifier)
    return f"{names.by_rule(row.ratifier, row.rule)}, which accepts {part}, {_basis(basis)}"


def _gate_tail(result: DealsResult, names: Names) -> str:
    gate = narrowest(result)
    return f"; the narrowest gate is {_gate(gate, result, names)}" if gate is not None else ""


def _basis(basis: str) -> str:
    return f"according to {basis}" if basis.startswith("“") else "on assumption, without a source"


def _nearest(result: DealsResult, names: Names) -> str:
    """What the nearest deal lacks, with ratifier, rule and source."""
    if not result.nearest:
        return "how near the nearest is was not measured"
    near = result.nearest[0]
    rules = {row.ratifier: row.rule for row in result.win_sets}
    parts = [
        f"{_clause(part, names, rules.get(part.ratifier, ''))}, {_basis(_source(part, part.ratifier, result))}"
        for part in said_apart(near.shortfalls)[:_NAMED]
    ]
    return f"the nearest {listed(parts)}" if parts else "the nearest lacks nothing that is measured"


def _source(part: Shortfall | None, ratifier: str, result: DealsResult) -> str:
    """The source of a red line itself, else of what its ratifier judges the nearest deal by, else anything by."""
    inputs = result.about.inputs
    decide = {path for near in result.nearest[:1] for path in near.inputs}
    here = [entry for entry in inputs if entry.path in decide]
    places = [(inputs, part.path)] if part is not None and part.kind == "red_line" else []
    for entries, path in [*places, (here, ratifier), (inputs, ratifier)]:
        quotation = speaking(entries, path, result.about.as_of)
        if quotation is not None:
            return source(quotation)
    return NO_SOURCE


def _clause(part: Shortfall, names: Names, rule: str) -> str:
    return _CLAUSES.get(part.kind, _lacks_with)(part, names.by_rule(part.ratifier, rule))


def _lacks_in(part: Shortfall, who: str) -> str:
    return f"lacks {lacking(part)} in {who}"


def _lacks_with(part: Shortfall, who: str) -> str:
    return f"lacks {lacking(part)} with {who}"


def _crosses(part: Shortfall, who: str) -> str:
    return f"crosses the {lacking(part)} of {who}"


def _waits(part: Shortfall, who: str) -> str:
    missing = "has not said what it would do" if part.least == 0 else "says no without saying what it lacks"
    return f"depends on {who}, which {missing}"


_CLAUSES: Mapping[str, Callable[[Shortfall, str], str]] = MappingProxyType(
    {
        "votes": _lacks_in,
        "bodies": _lacks_in,
        "opinion": _lacks_with,
        "turnout": _lacks_with,
        "points": _lacks_with,
        "ranking": _lacks_with,
        "red_line": _crosses,
        "answer": _waits,
    }
)


def _which(result: DealsResult, names: Names) -> str:
    if not result.sure:
        return _nearest_in_words(result.nearest, names)
    shown = [f"“{_in_brief(package, names)}”" for package in result.examples[:2]]
    if result.about.estimated:
        return f"Ratified, for example: {listed(shown)}."
    return f"Ratified: {few(shown, 2, result.sure)}."


def _in_brief(package: PackageRecord, names: Names) -> str:
    """A package in a sentence: of very many issues the first ones, for the tables have them all."""
    more = len(package.options) - _ISSUES
    if more < _ISSUES:
        return names.short(package)
    first = PackageRecord(package.number, package.options[:_ISSUES])
    return f"{names.short(first)}; and {counted(more, 'more issue')}"


def _named(result: DealsResult, names: Names) -> str:
    """Which of the kinds of deal with a name can be had."""
    said: dict[str, list[str]] = {}
    for row in result.named:
        said.setdefault(_KINDS_OF_DEAL[row.verdict], []).append(f"“{names.pattern(row.pattern)}”")
    parts = [f"{what}: {few(said[what], _NAMED)}" for what in _KINDS_OF_DEAL.values() if what in said]
    return f"Kinds of deal with a name. {'; '.join(parts)}." if parts else ""


_KINDS_OF_DEAL: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.RATIFIED: "Can be ratified",
        Verdict.OPEN: "Open",
        Verdict.REFUSED: "Refused",
        Verdict.NO_DEALS: "Not asked about",
    }
)


def _nearest_in_words(nearest: tuple[Near, ...], names: Names) -> str:
    if not nearest:
        return ""
    first = nearest[0]
    return f"Nearest: “{_in_brief(first.package, names)}”; lacking: {all_lacking(said_apart(first.shortfalls), names)}."


def _who_refuses(result: DealsResult, names: Names) -> str:
    refusing = sorted((row for row in vetoes(result) if refuses_some(row)), key=lambda row: -row.no)
    if not refusing:
        none = all(row.between is None for row in vetoes(result))  # who was never seen to refuse may still do so
        return "No ratifier refuses any of the deals asked about." if none else ""
    said = [_refuses(row, result, names) for row in refusing]
    if result.about.deals == 1:
        return f"Refused by {few(said, _NAMED)}."
    by_estimate = " (by estimate)" if any(row.between is not None for row in refusing) else ""
    return f"Refused: {few(said, _NAMED)} of the deals{by_estimate}."


def _refuses(row: WinSet, result: DealsResult, names: Names) -> str:
    return f"{names.who(row.ratifier)} {refused(result.about, row)}"


def _pair(result: DealsResult, names: Names) -> str:
    tight = min(result.overlaps, key=lambda pair: (pair.possible, pair.sure), default=None)
    if tight is None or tight.possible == result.about.deals:
        return ""
    who = f"{names.who(tight.first)} and {names.who(tight.second)}"
    sure, possible = (part_of(result.about, part, estimated=tight.estimated) for part in (tight.sure, tight.possible))
    if tight.sure == tight.possible:
        return f"Least in common: {who} both accept {possible}."
    return f"Least in common: {who} can both accept {possible}, and surely do {sure}."


def _margin(result: DealsResult, names: Names) -> str:
    if result.margin.stable is not True or not result.proven:
        return ""
    if not result.margin.alone and not result.about.exact:
        return "The status quo is stable; whether a ratifier that gave way alone would open a deal is not proven."
    if not result.margin.alone:
        return "The status quo is stable: no ratifier that gave way alone would open a deal."
    given = all_lacking(result.margin.alone, names)
    if not result.about.exact:  # a smaller shortfall may have been found with more time
        return f"The status quo is stable until somebody gives way; giving so much alone would open a deal: {given}."
    return f"The status quo is stable until somebody gives way; each of these alone would open a deal: {given}."


def _settles(result: DealsResult, names: Names) -> str:
    if not result.settles:
        return ""
    return f"What would settle it: the answer of {few([names.who(id_) for id_ in result.settles], _NAMED)}."


def _worlds(result: DealsResult, _names: Names) -> str:
    if len(result.worlds) < 2:
        return ""
    counts = [f"{word} in {count(total)}" for word, total in _by_verdict(result).items()]
    return f"Over {counted(len(result.worlds), 'world')} the answer is: {listed(counts)}."


def _by_verdict(result: DealsResult) -> dict[str, int]:
    tally: dict[str, int] = {}
    for answer in result.worlds:
        tally[answer.verdict.value] = tally.get(answer.verdict.value, 0) + 1
    return tally


def _baselines(result: DealsResult, _names: Names) -> str:
    if not result.baselines:
        return ""
    said = [f"{visible(row.name)}: {visible(row.says)} ({beside(row, result.verdict)})" for row in result.baselines[:2]]
    return f"Obvious guesses beside: {'; '.join(said)}."


def beside(row: Baseline, verdict: Verdict) -> str:
    """How an obvious guess compares with the answer."""
    if row.agrees is not None:
        return "the answer agrees" if row.agrees else "the answer differs"
    return "the answer is open" if verdict is Verdict.OPEN else "says neither yes nor no"


def _standing(result: DealsResult, _names: Names) -> str:
    return f"{standing(result.about)}." if result.about.inputs else ""


def _how(result: DealsResult) -> str:
    """Which engine answered, where packages were not gone through one by one, and what it left unproven."""
    about = result.about
    if about.engine != SOLVER:
        return ""
    numbers = "estimated where they could not be counted" if about.estimated else "counted"
    if about.exact:
        return f"Worked out by the {about.engine}: what is said is proven, and numbers of deals are {numbers}."
    what = "the answer is proven, but" if result.proven else "that there is no deal is not proven, and"
    return (
        f"Worked out by the {about.engine}, which ran out of time: {what} levels, best deals, frontiers, solutions, "
        f"named kinds or nearest deals may be incomplete; numbers of deals are {numbers}."
    )
