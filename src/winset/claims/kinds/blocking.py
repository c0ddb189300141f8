"""Asks about who stands in the way: blockers, conflict sets, waiver sets, roles, and what opinion lacks."""

from collections.abc import Iterable

from winset.case.asks import BlockedAsk, ConflictAsk, LacksAsk, MovesAsk, RoleAsk, SetAsk, WaiverAsk, YesOpensAsk
from winset.case.patterns import Pattern
from winset.claims.asker import Asker
from winset.claims.found import CannotTellError, Found, both, three_valued
from winset.claims.kinds.kind import AskKind
from winset.claims.wording import listed, numbered, so_much
from winset.settlement.records import BlockersResult, Stand
from winset.settlement.unlock_records import Opinion

_TSEBELIS = "Tsebelis 2002, Veto Players: How Political Institutions Work"
_REITER = "Reiter 1987, A Theory of Diagnosis from First Principles, Artificial Intelligence 32, 57-95"
_CONFLICTS = (
    "Liffiton and Sakallah 2008, Algorithms for Computing Minimal Unsatisfiable Subsets of Constraints, "
    "Journal of Automated Reasoning 40, 1-33"
)


def _blockers(asker: Asker, where: Pattern) -> BlockersResult:
    found = asker.blockers(where)
    if not found.about.deals:
        raise CannotTellError("no package is a deal of this kind")
    return found


def _blocked(asker: Asker, terms: BlockedAsk) -> Found:
    found = _blockers(asker, terms.where)
    stands = {each.ratifier: each for each in found.stands}
    gone = [each for each in terms.ratifiers if each not in stands]
    if gone:
        raise CannotTellError(f"the case has no ratifier `{gone[0]}`")
    blocks = [each.ratifier for each in found.stands if each.veto and each.blocks and each.follows is None]
    answers = [_blocks(stands[each], each in blocks) for each in terms.ratifiers]
    if terms.only:
        answers.append(not set(blocks) - set(terms.ratifiers))
    told = [_refuses(asker, stands[each], found.about.deals) for each in terms.ratifiers]
    others = [asker.who(each) for each in blocks if each not in terms.ratifiers]
    if others:
        told.append(f"so {'does' if len(others) == 1 else 'do'} {listed(others)}" if all(answers) else "")
    words = "; ".join(part for part in told if part)
    return Found(both(tuple(answers)), words, found.about.inputs)


def _refuses(asker: Asker, stand: Stand, deals: int) -> str:
    """How many of the deals a ratifier refuses: `the Senate refuses 3 of the 8 deals and leaves 2 open`."""
    if deals == 1:
        said = "refuses the deal" if stand.no else "leaves the deal open" if stand.open else "does not refuse the deal"
        return f"{asker.who(stand.ratifier)} {said}{_whose(stand, asker)}"
    refused = "every one" if stand.no == deals else f"{stand.no:,}" if stand.no else "none"
    open_ = f" and leaves {stand.open:,} open" if stand.open else ""
    return (
        f"{asker.who(stand.ratifier)} refuses {refused} of the {numbered(deals, 'deal')}{open_}{_whose(stand, asker)}"
    )


def _whose(stand: Stand, asker: Asker) -> str:
    """Why a no of somebody's stops nothing by itself; nothing where it does."""
    if stand.follows is not None:
        return f", as {asker.who(stand.follows)} does, whom it follows"
    return "" if stand.veto else ", and its no stops nothing"


def _blocks(stand: Stand, blocks: bool) -> bool | None:
    """Whether a ratifier refuses every deal: open where it may refuse those that it leaves open."""
    if blocks:
        return True
    may_block = stand.veto and stand.follows is None
    return None if may_block and stand.open and not stand.yes and not stand.out else False


def _in_sets(sure: Iterable[tuple[str, ...]], possible: Iterable[tuple[str, ...]], terms: SetAsk) -> bool | None:
    def fits(group: tuple[str, ...]) -> bool:
        return set(group) == set(terms.contains) if terms.exactly else set(group) >= set(terms.contains)

    surely, possibly = any(map(fits, sure)), any(map(fits, possible))
    return three_valued(int(surely), int(surely or possibly), terms.how)


def _sets(asker: Asker, groups: Iterable[tuple[str, ...]]) -> str:
    return "; ".join(dict.fromkeys(listed([asker.who(each) for each in group]) for group in groups)) or "none"


def _conflict(asker: Asker, terms: ConflictAsk) -> Found:
    found = _blockers(asker, terms.where)
    definite = [each.ratifiers for each in found.conflicts if each.definite]
    others = [each.ratifiers for each in found.conflicts if not each.definite]
    words = f"those who accept no deal in common: {_sets(asker, definite or others)}"
    return Found(_in_sets(definite, others, terms), words, found.about.inputs)


def _waiver(asker: Asker, terms: WaiverAsk) -> Found:
    found = _blockers(asker, terms.where)
    sure = [each.ratifiers for each in found.waivers if each.sure]
    possible = [each.ratifiers for each in found.waivers if not each.sure]
    words = f"a deal is possible without the yes of: {_sets(asker, possible or sure)}"
    return Found(_in_sets(sure, possible, terms), words, found.about.inputs)


def _yes_opens(asker: Asker, terms: YesOpensAsk) -> Found:
    found = _blockers(asker, terms.where)
    worth = next((each for each in found.worth if each.ratifier == terms.ratifier), None)
    if worth is None:
        raise CannotTellError(f"{asker.who(terms.ratifier)} has no say on these deals")
    yes = three_valued(worth.alone_sure, worth.alone_possible, terms.how)
    opened, told = "opens no deal", ""
    after = [others for others, _ in worth.after if others]
    if worth.alone_possible:
        opened = f"opens {numbered(worth.alone_possible, 'deal')}"
    elif worth.alone_sure:
        opened = f"makes {numbered(worth.alone_sure, 'deal')} sure"
    elif after:
        told = f"; first {_sets(asker, after[:1])} would have to move"
    return Found(yes, f"a yes of {asker.who(terms.ratifier)} alone {opened}{told}", found.about.inputs)


def _role(asker: Asker, terms: RoleAsk) -> Found:
    found = _blockers(asker, terms.where)
    stand = next((each for each in found.stands if each.ratifier == terms.ratifier), None)
    if stand is not None:
        is_ = "veto" if stand.veto and stand.follows is None else "cost" if stand.counts_as == "cost" else "none"
    else:
        is_ = _role_of_bloc(found, terms.ratifier)
    said = {
        "veto": "its no alone stops a deal",
        "pivotal": "its no stops a deal together with others",
        "cost": "its no stops nothing, and costs who leads",
        "none": "its no stops nothing",
    }
    return Found(is_ == terms.is_, f"of {asker.who(terms.ratifier)}: {said[is_]}", found.about.inputs)


def _role_of_bloc(found: BlockersResult, path: str) -> str:
    """What a bloc can do inside its ratifier: by the least sets of blocs whose no stops a deal."""
    rows = [each for each in found.coalitions if path.startswith(f"{each.ratifier}.")]
    if not rows:
        raise CannotTellError(f"nothing tells what the blocs of `{path.rpartition('.')[0]}` can do")
    row = max(rows, key=lambda each: len(each.ratifier))
    id_ = path.removeprefix(f"{row.ratifier}.")
    stopping = [group for group in row.stop if id_ in group or id_.rpartition(".")[2] in group]
    return "veto" if any(len(group) == 1 for group in stopping) else "pivotal" if stopping else "none"


def _opinion(asker: Asker, ratifier: str, where: Pattern) -> tuple[Opinion | None, Found]:
    found = asker.unlock(where)
    opinion = next((each for each in found.opinions if each.ratifier == ratifier), None)
    stands = {each.ratifier: each for each in asker.blockers(where).stands}
    if opinion is None and ratifier in stands and not stands[ratifier].blocks:
        return None, Found(False, f"{asker.who(ratifier)} does not refuse every deal", found.about.inputs)
    if opinion is None:
        raise CannotTellError(f"no poll tells how far {asker.who(ratifier)} is from a yes")
    least, most, lacks, moves = map(float, (*opinion.support, opinion.needed, opinion.most))
    words = (
        f"{asker.who(ratifier)} lacks {so_much(f'{lacks:g}', 'point')} to the nearest deal "
        f"(support {least:g} to {most:g}); levers move {moves:g} at the most"
    )
    return opinion, Found(None, words, found.about.inputs)


def _lacks(asker: Asker, terms: LacksAsk) -> Found:
    opinion, found = _opinion(asker, terms.ratifier, terms.where)
    return found if opinion is None else Found(opinion.needed >= terms.at_least, found.words, found.inputs)


def _moves(asker: Asker, terms: MovesAsk) -> Found:
    opinion, found = _opinion(asker, terms.ratifier, terms.where)
    if opinion is None:
        return Found(True, found.words, found.inputs)
    return Found(opinion.within, found.words, found.inputs)


_POLLED = "that polls are as printed, open answers favourable, and that levers do what they can do at most"
BLOCKING = (
    AskKind(
        "blocked_by",
        "blockers",
        "Do these ratifiers refuse every deal of this kind?",
        f"{_TSEBELIS} (a veto player's yes is needed)",
        True,
        "that acceptance is as the case has it",
        _blocked,
    ),
    AskKind(
        "conflict",
        "conflict sets",
        "Do these ratifiers accept no deal in common, no fewer of them doing so?",
        _CONFLICTS,
        True,
        "that acceptance is as the case has it",
        _conflict,
    ),
    AskKind(
        "waiver",
        "waiver sets",
        "Would a deal open without these ratifiers' yes, and no fewer?",
        _REITER,
        True,
        "that who is waived stops nothing, and that all others stay as they are",
        _waiver,
    ),
    AskKind(
        "yes_opens",
        "what one yes opens",
        "Would this ratifier's yes alone open a deal?",
        f"{_TSEBELIS}; the participation condition, as in Fudenberg and Tirole 1991, Game Theory",
        True,
        "that nobody else moves",
        _yes_opens,
    ),
    AskKind(
        "role",
        "role of a ratifier or a bloc",
        "Can this ratifier, or this bloc in one, stop a deal?",
        f"{_TSEBELIS} (veto players, and collective ones); Pahre on formal and informal ratification",
        True,
        "that a ratifier counts as what the case says; a bloc's role is worked out from votes and rule",
        _role,
    ),
    AskKind(
        "lacks",
        "points of opinion that are lacking",
        "Does this public lack so many points to the nearest deal?",
        "Zaller 1992, The Nature and Origins of Mass Opinion, on what answers to polls are",
        True,
        _POLLED,
        _lacks,
        quick=False,
    ),
    AskKind(
        "moves_enough",
        "opinion within reach",
        "Can the levers move this public far enough?",
        "Zaller 1992, The Nature and Origins of Mass Opinion, on how far opinion moves",
        True,
        _POLLED,
        _moves,
        quick=False,
    ),
)
