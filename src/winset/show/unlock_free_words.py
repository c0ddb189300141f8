"""What an `unlock` answer says of free changes, of votes, of wishes, of worlds, and of how far the search went."""

from fractions import Fraction

from winset.case.problems import visible
from winset.settlement.about import SOLVER
from winset.settlement.unlock_records import Relaxation, Unlock, UnlockResult, Votes
from winset.show.lacking import lacking
from winset.show.names import Names
from winset.show.sources import NO_SOURCE, source
from winset.show.words import count, counted, listed, midway, number, opening, share


def ends_words(ends: tuple[Fraction, Fraction]) -> str:
    """A range of votes: `7`, `3 to 7`, `up to 7`, or nothing."""
    least, most = ends
    if least == most:
        return number(most) if most else "nothing"
    return f"{number(least)} to {number(most)}" if least else f"up to {number(most)}"


def body_words(row: Votes, names: Names) -> str:
    """The body that lacks votes, inside a sentence: `the Senate (United States)`, or one inside a ratifier."""
    who = names.who(row.ratifier)
    inside = row.body.removeprefix(row.ratifier).strip(".")
    return f"{names.part(row.ratifier, inside.rpartition('.')[2])} of {who}" if inside else who


def vote_words(row: Votes, names: Names) -> str:
    """How many votes a body lacks, beside what levers win and what that rests on."""
    who = body_words(row, names)
    lacks = f"{who} lacks {ends_words(row.needed)} {'vote' if row.needed[1] == 1 else 'votes'}"
    if not row.pulls:
        return f"{lacks}, and no lever wins any"
    most = max(row.pulls, key=lambda pull: (pull.most, pull.lever))
    basis = source(most.quotations[0]) if most.quotations else NO_SOURCE
    together = f", all levers together {number(row.most)}" if len(row.pulls) > 1 else ""
    return f"{lacks}; “{visible(most.name)}” wins {number(most.most)} at most ({basis}){together}"


def relaxation_words(row: Relaxation, names: Names) -> str:
    """What a ratifier would have to give: `the Senate giving 7 votes`."""
    return f"{names.who(row.ratifier)} giving {listed([lacking(part) for part in row.parts]) or 'nothing'}"


def freely(result: UnlockResult, names: Names) -> str:
    """Who alone could open a deal by giving what it lacks."""
    if not result.relaxations:
        return ""
    deal = "a sure deal" if result.relaxations[0].sure else "a deal"
    enough = [relaxation_words(row, names) for row in result.relaxations if row.opens]
    if enough:
        return f"Enough for {deal}, without any lever: {listed(enough[:3], 'or')}."
    return f"No ratifier alone could open {deal}, whatever it gave."


def wish_words(result: UnlockResult, names: Names) -> str:
    """Which deals the party asked for prefers, and whether others are left aside."""
    wishes = result.wishes
    if wishes is None:
        return ""
    party = midway(names.party(wishes.party))
    if wishes.by == "nothing":
        who = opening(party)
        return f"{who} has no lead with points or a ranking, so deals are not narrowed to those that it prefers."
    total = wishes.preferred + wishes.untold + wishes.unwanted
    untold = f"; of {count(wishes.untold)} it cannot tell, and they are looked for too" if wishes.untold else ""
    left = f"; {count(wishes.unwanted)} that are no better are left aside" if wishes.unwanted else ""
    what = "points" if wishes.by == "points" else "ranking"
    shares = share(wishes.preferred, total) if total else "none"
    return f"The {what} of the lead of {party} prefer{'' if what == 'points' else 's'} {shares} deals{left}{untold}."


def prefers_words(unlock: Unlock, result: UnlockResult, names: Names) -> str:
    """How many of the deals that an unlock opens the party prefers; nothing where that is not known."""
    if unlock.preferred is None or result.wishes is None:
        return ""
    party = midway(names.party(result.wishes.party))
    which = "it" if unlock.opens == 1 == unlock.preferred else f"{count(unlock.preferred)} of them"
    return f"{party} prefers {which} to the status quo"


def incomplete_words(result: UnlockResult, names: Names) -> str:
    """That not all unlocks were found, and what may be missing."""
    short = [search for search in result.searches if not search.complete]
    if not short:
        return ""
    tried = count(sum(search.tried for search in short))
    why = "time ran out" if result.timed_out else "levers can be combined in more ways than are tried"
    said = f"The list is not complete: {why} ({tried} sets were tried)"
    floors = [search.floor for search in short if search.floor is not None]
    if len(floors) == len(short) and result.about.party is not None and min(floors) > 0:
        unit = f" {visible(result.effort)}" if result.effort else " of effort"
        party = midway(names.party(result.about.party))
        said += f"; what may be missing costs {party} {number(min(floors))}{unit} or more"
    smaller = " A smaller set inside one that is shown may do." if result.timed_out and result.unlocks else ""
    more = "Give more time with `--time-limit`, ask" if result.timed_out else "Ask"
    return f"{said}.{smaller} {more} about fewer deals with `--where`, or leave out levers that nobody would use."


def engine_words(result: UnlockResult, _names: Names) -> str:
    """Which engine answered, where packages were not gone through one by one, and what it did not prove."""
    about = result.about
    if about.engine != SOLVER:
        return ""
    numbers = "estimated where they could not be counted" if about.estimated else "counted"
    proof = (
        "which sets of levers open a deal is proven" if about.exact else "what was not proven in time may be missing"
    )
    lacking = "; what ratifiers lack is the least among the deals met, not among all" if result.met_only else ""
    return f"Worked out by the {about.engine}: {proof}; numbers of deals are {numbers}{lacking}."


def called_words(levers: tuple[str, ...], result: UnlockResult) -> str:
    """Levers by name: `“Talk” and “Pay the toll”`, or that there is none."""
    called = {row.lever: f"“{visible(row.name)}”" for row in result.alone}
    return listed([called.get(id_, f"`{visible(id_)}`") for id_ in levers]) or "no lever"


def across_words(result: UnlockResult) -> str:
    """Which sets of levers work in all worlds that unknown conditions span."""
    if not result.worlds:
        return ""
    total = counted(len(result.worlds), "world")
    for sure in (True, False):
        rows = [row for row in result.across if row.sure is sure and row.everywhere]
        if rows:
            sets = listed([called_words(row.levers, result) for row in rows[:2]], ", or")
            more = f"; and by {count(len(rows) - 2)} more" if len(rows) > 2 else ""
            kind = "a sure deal" if sure else "a possible deal, though in no set a sure one,"
            return f"in all {total} that unknown conditions span {kind} is opened by {sets}{more}"
    return f"no set of levers opens a deal in all {total} that unknown conditions span"


def scope_words(result: UnlockResult, names: Names) -> str:
    """Wishes, worlds and how far the search went, in one go."""
    across = f"{opening(across_words(result))}." if result.worlds else ""
    parts = (incomplete_words(result, names), across, wish_words(result, names))
    return " ".join(part for part in parts if part)
