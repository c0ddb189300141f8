"""The answer to `blockers` in sentences: who stands in the way, by which part of the case, and what it rests on."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from winset.case.problems import visible
from winset.model.result import Verdict
from winset.settlement.about import SOLVER
from winset.settlement.records import BlockersResult, ConflictSet, Reason, Stand, WaiverSet, YesWorth
from winset.show.estimates import found_part, many_deals, part_of
from winset.show.lacking import lacking
from winset.show.names import Names
from winset.show.sources import NO_SOURCE, source, source_or_assumed, speaking, standing
from winset.show.words import AT_STATED, count, few, listed, opening

_MOST = 8
_NAMED = 3


def blockers_sentence(result: BlockersResult) -> str:
    """The answer in one sentence."""
    text = _VERDICTS[result.verdict](result, Names.of(result.about))
    return f"{opening(AT_STATED)}: {text[:1].lower()}{text[1:]}" if result.about.stated else text


def blockers_explain(result: BlockersResult) -> tuple[str, ...]:
    """Further short sentences: reasons, conflict sets, what waiving opens, what a yes is worth, what it rests on."""
    names = Names.of(result.about)
    parts = (_reasons, _conflicts, _waivers, _worth, _open_answers, _inside, _costs, _standing)
    said = [text for sentence in parts if (text := sentence(result, names))]
    how = _how(result)
    return (*said[: _MOST - 1], how) if how else tuple(said[:_MOST])


def part(result: BlockersResult, number: int) -> str:
    """A part of the deals asked about, which may be an estimate."""
    return part_of(result.about, number, estimated=result.about.estimated)


def refused_part(result: BlockersResult, row: Stand) -> str:
    """The part of the deals that a ratifier refuses; that it refuses all is proven, not estimated."""
    return "all" if row.blocks and result.about.estimated else part(result, row.no)


def blocking(result: BlockersResult) -> tuple[Stand, ...]:
    """The ratifiers that stop every deal asked about."""
    return tuple(row for row in result.stands if row.veto and row.blocks)


def refusing(result: BlockersResult) -> tuple[Stand, ...]:
    """The ratifiers that stop some deal asked about, those that stop the most first."""
    return tuple(sorted((row for row in result.stands if row.veto and row.no), key=lambda row: -row.no))


def cause(row: Stand, result: BlockersResult, names: Names) -> str:
    """Why a ratifier refuses, with its rule and the source."""
    reason = deciding(row, result)
    lacks = listed([lacking(each) for each in row.shortfalls[:2] if each.kind != "red_line"])
    said = [visible(row.rule), f"lacking {lacks}" if lacks else ""]
    if reason is not None and reason.kind == "refuses":
        said.append(_refusal(row, reason, names))
    said.append(reason_source(reason) if reason is not None else NO_SOURCE)
    return ", ".join(each for each in said if each)


def deciding(row: Stand, result: BlockersResult) -> Reason | None:
    """The reason that says most: a refusal with words of a source, then any refusal, then any other reason.

    Among blocs, one that is in no group that can stop a deal says less than one that is.
    """
    groups = [found.stop for found in result.coalitions if found.ratifier == row.ratifier]
    stopping = {id_ for stop in groups for group in stop for id_ in group}

    def says(reason: Reason) -> tuple[bool, bool, bool]:
        bloc = _inside_of(row, reason).partition(".")[0]
        idle = bool(bloc) and bool(stopping) and bloc not in stopping
        return reason.kind == "refuses", not idle, _quoted(reason)

    return max(row.reasons, key=says, default=None)


def reason_source(reason: Reason) -> str:
    """The source of a reason by title and date, or that it is assumed."""
    quotation = speaking((reason.input,), reason.input.path) if reason.input is not None else None
    return source(quotation) if quotation is not None else NO_SOURCE


def _quoted(reason: Reason) -> bool:
    return reason.input is not None and bool(reason.input.quotations)


def _refusal(row: Stand, reason: Reason, names: Names) -> str:
    """A red line of its own, or the no of a bloc or body inside it."""
    inside = _inside_of(row, reason)
    if inside:
        return f"with the no of “{names.part(row.ratifier, inside)}”"
    return f"red line `{visible(reason.path.rpartition('.')[2])}`"


def _inside_of(row: Stand, reason: Reason) -> str:
    """The bloc or body inside a ratifier that a refusal is of; nothing where it is the ratifier's own."""
    own = reason.path.removeprefix(f"{row.ratifier}.")
    return own.partition("refuses")[0].strip(".") if "refuses" in own else ""


def _subject(result: BlockersResult, names: Names) -> str:
    if result.package is not None:
        return f"“{names.short(result.package)}”"
    if result.about.estimated:
        return "the deals asked about"
    return "the deal" if result.about.deals == 1 else f"the {count(result.about.deals)} deals"


def _no_deals(result: BlockersResult, _names: Names) -> str:
    asked = f" matches {visible(result.about.where)}" if result.about.where else " is put to ratifiers"
    return f"There is nothing to block: no package that the couplings allow{asked}."


def _ratified(result: BlockersResult, names: Names) -> str:
    asked = [row for row in result.stands if row.veto and row.out < result.about.deals]
    if not asked:
        return f"Nobody blocks {_subject(result, names)}: nobody's yes is needed."
    tight = min(asked, key=lambda row: (row.out + row.yes, row.ratifier))
    basis = source_or_assumed(result.about, tight.ratifier)
    accepts = part(result, tight.out + tight.yes)
    who = names.by_rule(tight.ratifier, tight.rule, basis)
    said = f"the hardest to win is {who}, which accepts {accepts}"
    found = f"{found_part(result.about, result.sure)}{' are' if result.about.estimated else ''}"
    return f"Nobody blocks {_subject(result, names)}: {found} ratified by all; {said}."


def _open(result: BlockersResult, names: Names) -> str:
    waiting = sorted((row for row in result.stands if row.veto and row.open), key=lambda row: -row.open)
    one = result.about.deals == 1
    said = []
    for row in waiting[:_NAMED]:
        basis = source_or_assumed(result.about, row.ratifier)
        who = names.by_rule(row.ratifier, row.rule, basis)
        said.append(who if one else f"{who} on {part(result, row.open)}")
    verb = "is" if result.possible == 1 and not result.about.estimated else "are"
    has = "has" if len(said) == 1 else "have"
    none = "none is sure" if result.about.exact else "none was found that is sure"
    possible = f"{found_part(result.about, result.possible)} {verb} possible and {none}; open:"
    start = f"Nobody surely blocks {_subject(result, names)}"
    return f"{start}, but {listed(said)} {has} not said yes." if one else f"{start}: {possible} {listed(said)}."


def _refused(result: BlockersResult, names: Names) -> str:
    stop = blocking(result)
    subject = _subject(result, names)
    if stop:
        who = listed([names.by_rule(row.ratifier, cause(row, result, names)) for row in stop[:_NAMED]])
        verb = "blocks" if len(stop) == 1 else "each block"
        return opening(f"{who} {verb} {subject}.")
    sets = [found for found in result.conflicts if found.definite] or list(result.conflicts)
    if not result.about.exact and not any(found.definite for found in sets):
        return f"No possible deal was found among {subject}; that there is none is not proven."
    if sets:
        rows = {row.ratifier: row for row in result.stands}
        who = listed([names.by_rule(id_, cause(rows[id_], result, names)) for id_ in sets[0].ratifiers if id_ in rows])
        return f"No ratifier alone blocks {subject}, but {who} accept none of them in common."
    return f"{opening(subject)} are refused, each by some ratifier."


_VERDICTS: Mapping[Verdict, Callable[[BlockersResult, Names], str]] = MappingProxyType(
    {
        Verdict.RATIFIED: _ratified,
        Verdict.OPEN: _open,
        Verdict.REFUSED: _refused,
        Verdict.NO_DEALS: _no_deals,
    }
)


def _reasons(result: BlockersResult, names: Names) -> str:
    rows = refusing(result)
    if not rows:
        return "No ratifier refuses any of the deals asked about."
    said = [
        f"{names.by_rule(row.ratifier, cause(row, result, names))} refuses {refused_part(result, row)}"
        for row in rows[:_NAMED]
    ]
    return f"{opening('; '.join(said))}."


def conflict_words(found: ConflictSet, names: Names) -> str:
    """A conflict set: `the Senate and the public`."""
    return listed([names.who(id_) for id_ in found.ratifiers]) or "nobody: no deal matches"


def waiver_words(found: WaiverSet, names: Names) -> str:
    """A waiver set: `the Senate`, or nobody where a deal is open already."""
    return listed([names.who(id_) for id_ in found.ratifiers]) or "nobody"


def _conflicts(result: BlockersResult, names: Names) -> str:
    definite = [found for found in result.conflicts if found.definite]
    possible = [found for found in result.conflicts if not found.definite]
    if definite:
        return f"Surely without a common deal: {_groups(definite, names)}."
    if possible:
        return f"Without a deal that is sure for all: {_groups(possible, names)}."
    return ""


def _groups(found: Sequence[ConflictSet], names: Names) -> str:
    """Conflict sets: those of one ratifier in one list, as each leaves no deal by itself; then those of several."""
    single = [conflict_words(each, names) for each in found if len(each.ratifiers) < 2]
    several = [conflict_words(each, names) for each in found if len(each.ratifiers) > 1]
    alone = f"{few(single, _NAMED)}{', each by itself' if len(single) > 1 else ''}"
    together = [*([alone] if single else []), *(f"{each} together" for each in several[:_NAMED])]
    left = len(several) - _NAMED
    return "; ".join(together) + (f"; and {left} more" if left > 0 else "")


def _waivers(result: BlockersResult, names: Names) -> str:
    found = [each for each in result.waivers if each.ratifiers]
    if not found:
        return ""
    said = []
    for each in found[:_NAMED]:
        word = "sure" if each.sure else "possible"
        said.append(f"{waiver_words(each, names)} ({word}: {many_deals(result.about, each.opens)})")
    rest = f", or {count(len(found) - _NAMED)} more sets" if len(found) > _NAMED else ""
    return f"A deal would open if these said yes: {', or '.join(said)}{rest}."


def _worth(result: BlockersResult, names: Names) -> str:
    third = [row for row in result.worth if row.third_party]
    return " ".join(_worth_of(row, result, names) for row in third[:2])


def _worth_of(row: YesWorth, result: BlockersResult, names: Names) -> str:
    who = opening(names.who(row.ratifier))
    if row.alone_sure or row.alone_possible:
        possible, sure = (many_deals(result.about, number) for number in (row.alone_possible, row.alone_sure))
        gain = f"{possible} possible and {sure} sure"
        return f"{who}: its yes alone makes {gain}."
    if not row.after:
        return f"{who}: its yes alone opens nothing."
    others, opens = row.after[0]
    first = listed([names.who(id_) for id_ in others])
    return f"{who}: its yes alone opens nothing; after {first} it opens {many_deals(result.about, opens)}."


def _open_answers(result: BlockersResult, names: Names) -> str:
    rows = [row for row in result.stands if row.veto and row.open]
    said = [f"{names.who(row.ratifier)} on {part(result, row.open)}" for row in rows]
    return f"Open: {few(said, _NAMED)}." if said else ""


def _inside(result: BlockersResult, names: Names) -> str:
    asked = {row.ratifier for row in result.stands if row.out < result.about.deals}
    found = next((row for row in result.coalitions if row.stop and row.ratifier in asked), None)
    if found is None:
        return ""
    blocs = listed([names.part(found.ratifier, id_) for id_ in found.stop[0]])
    return f"Inside {names.who(found.ratifier)} the smallest group that can stop a deal is: {blocs}."


def _costs(result: BlockersResult, names: Names) -> str:
    rows = [row for row in result.stands if row.counts_as == "cost" and row.no]
    said = [f"{names.who(row.ratifier)} ({part(result, row.no)})" for row in rows]
    return f"A no that costs but stops nothing: {few(said, _NAMED)}." if said else ""


def _standing(result: BlockersResult, _names: Names) -> str:
    return f"{standing(result.about)}." if result.about.inputs else ""


def _how(result: BlockersResult) -> str:
    """Which engine answered, where packages were not gone through one by one, and what it left unproven."""
    about = result.about
    if about.engine != SOLVER:
        return ""
    numbers = "estimated where they could not be counted" if about.estimated else "counted"
    if about.exact:
        return (
            f"Worked out by the {about.engine}: who blocks and every group is proven; numbers of deals are {numbers}."
        )
    return (
        f"Worked out by the {about.engine}, which ran out of time or found more groups than are listed: what is shown "
        f"holds, but groups and reasons may be missing; numbers of deals are {numbers}."
    )
