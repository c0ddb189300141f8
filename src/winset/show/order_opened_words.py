"""What yeses in principle open, in words: to be the first to ask is one thing, and to be enough another."""

from winset.course.order_records import Opened, OrderResult
from winset.model.result import Verdict
from winset.show.names import Names
from winset.show.order_naming import who
from winset.show.words import AT_STATED, count, counted, few, opening

_NAMED = 3


def opens_words(result: OrderResult, names: Names) -> str:
    """That to be first is one thing, and to be enough another."""
    before, last = result.opened[0], result.opened[-1]
    if not before.deals and not last.deals:
        return "There is no deal of the kind asked about."
    if before.verdict is Verdict.RATIFIED:
        text = f"A deal needs no approach: {_part(before, before.sure)} ratified as things stand"
        text += f", and with every yes {count(last.sure)}." if last.sure != before.sure else "."
    elif before.verdict is Verdict.OPEN:
        text = _possible_already(result, names)
    else:
        text = _not_enough(result, names)
    return f"{opening(AT_STATED)}: {text[:1].lower()}{text[1:]}" if result.about.stated else text


def _part(opened: Opened, some: int) -> str:
    """Some of the deals asked about: `3 of the 640 deals asked about are`."""
    if opened.deals == some == 1:
        return "the only deal asked about is"
    return f"{count(some)} of the {counted(opened.deals, 'deal')} asked about {'is' if some == 1 else 'are'}"


def _possible_already(result: OrderResult, names: Names) -> str:
    before, last = result.opened[0], result.opened[-1]
    undecided = few([names.who(id_) for id_ in before.undecided], _NAMED)
    text = f"{_part(before, before.possible)} possible without asking anybody, and none is sure"
    text += f", because {undecided} may yet say yes or no" if undecided else ""
    if not last.yeses:
        return f"{text}."
    if last.verdict is Verdict.RATIFIED:
        return f"{text}; with every yes {count(last.sure)} {'is' if last.sure == 1 else 'are'} ratified."
    if last.verdict is Verdict.OPEN:
        same = last.possible == before.possible
        then = "every yes leaves it so" if same else f"with every yes {count(last.possible)} are possible, none sure"
        return f"{text}; {then}."
    return f"{text}; with every yes none is left: {_refusal(last, names)}."


def _not_enough(result: OrderResult, names: Names) -> str:
    last = result.opened[-1]
    if not last.yeses:
        return f"As things stand {_refusal(last, names)}."
    alone = result.opened[1]
    first = who(alone.yeses[0], result, names)
    only = len(last.yeses) == 1
    if last.verdict in {Verdict.REFUSED, Verdict.NO_DEALS}:
        if only:
            return f"Not enough by itself: after a yes of {first}, {_refusal(last, names, still=True)}."
        some = alone.verdict in {Verdict.RATIFIED, Verdict.OPEN}
        does = "opens a deal that a further yes closes" if some else "opens nothing"
        after = f"even with every yes {_refusal(last, names, still=True)}"
        return f"Not enough by itself: a yes of {first} alone {does}, and {after}."
    then = f"{_part(last, last.sure)} ratified" if last.sure else f"{_part(last, last.possible)} possible, none sure"
    if only:
        return f"As things stand no deal is possible; after a yes of {first} {then}."
    does = _alone(alone)
    return f"As things stand no deal is possible. A yes of {first} alone {does}; with every yes {then}."


def _alone(opened: Opened) -> str:
    if opened.verdict is Verdict.RATIFIED:
        return "opens a deal"
    return "makes a deal possible" if opened.verdict is Verdict.OPEN else "opens nothing"


def _refusal(opened: Opened, names: Names, *, still: bool = False) -> str:
    """Who stands in the way: `the senate (North) still refuses all 640 deals asked about`."""
    if not opened.deals:
        return "there is no deal of the kind asked about"
    deals = f"all {count(opened.deals)} deals asked about" if opened.deals > 1 else "the only deal asked about"
    if not opened.refusing:
        return f"no ratifier refuses {deals}, but each of them is refused by somebody"
    refuse = "refuses" if len(opened.refusing) == 1 else "refuse"
    who_ = few([names.who(id_) for id_ in opened.refusing], _NAMED)
    return f"{who_} {'still ' if still else ''}{refuse} {deals}"
