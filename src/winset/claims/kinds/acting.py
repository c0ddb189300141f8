"""Asks about what to do and when: the order of approaches, courses, goals, waiting, and what hangs on a person."""

from collections.abc import Sequence

from winset.case.asks import (
    AdviceChangesAsk,
    BetterCourseAsk,
    DelayAsk,
    DropsAsk,
    FirstAsk,
    GoalAdviceAsk,
    GoalsPartAsk,
    OrderAsk,
    PersonAsk,
    ReachesAsk,
    WaitsAsk,
)
from winset.case.checks.course import WAIT
from winset.case.course import FOREVER
from winset.claims.asker import Asker
from winset.claims.found import CannotTellError, Found, both
from winset.claims.kinds.kind import AskKind
from winset.claims.wording import listed, so_much
from winset.course.course_records import CourseResult, Looked
from winset.course.order_records import OrderResult

_BELLMAN = "Bellman 1957, Dynamic Programming; Puterman 1994, Markov Decision Processes"
_ORDERS = (
    "Lax and Sebenius 1991, Thinking Coalitionally; Simon and Kadane 1975, Optimal Problem-Solving Search: All-or-None "
    "Solutions, Artificial Intelligence 6, 235-247"
)
_COURSES = "that chances, costs and points are as the case has them; open answers are read both ways"
_SAME = 1e-9


def _ordered(asker: Asker, terms: FirstAsk | OrderAsk) -> OrderResult:
    found = asker.order(terms.where)
    if found.cheapest is None:
        raise CannotTellError("no order of approaches can be made")
    return found


def _first_in_order(asker: Asker, terms: FirstAsk) -> Found:
    found = _ordered(asker, terms)
    if terms.lever not in {each.approach for each in found.approaches}:
        raise CannotTellError(f"`{terms.lever}` is no approach that can be made")
    advice = next(each for each in found.advice if each.of == "cost")
    cheapest = found.cheapest
    rivals = [each.cost for each in found.orders if each.order and each.order[0] != advice.first]
    beside = f" against {float(min(rivals)):.3g}" if rivals else ""
    told = f"the cheapest order begins: {asker.lever(advice.first or '')}"
    unit = f" {found.effort}" if found.effort else ""
    cost = f", at an expected cost of {float(cheapest.cost):.3g}{beside}{unit}" if cheapest is not None else ""
    return Found(advice.first == terms.lever, told + cost, found.about.inputs, advice.standing == "structure")


def _order(asker: Asker, terms: OrderAsk) -> Found:
    found = _ordered(asker, terms)
    cheapest = found.cheapest.order if found.cheapest is not None else ()
    advice = next(each for each in found.advice if each.of == "cost")
    words = f"the cheapest order is: {', then '.join(map(asker.lever, cheapest))}"
    same = cheapest == terms.levers
    return Found(same, words, found.about.inputs, advice.standing == "structure" and len(cheapest) <= 2)


def _firsts(rows: Sequence[Looked]) -> str:
    names = list(dict.fromkeys(each.first.name for each in rows))
    by = "the horizon" if len({each.periods for each in rows}) > 1 else "how open answers are read"
    return names[0] if len(names) == 1 else f"{listed(names)}, by {by}"


def _better(asker: Asker, terms: BetterCourseAsk) -> Found:
    found = asker.course(terms.goal)
    nets = {each.id: each.nets for each in found.plans}
    nets.setdefault("nothing", tuple(0.0 for _ in found.lent))
    for id_ in (terms.course, terms.than):
        if id_ not in nets:
            raise CannotTellError(f"the case has no named course `{id_}`")
    pairs = list(zip(nets[terms.course], nets[terms.than], strict=True))
    error = max(each.error for each in found.best) + _SAME
    answers = tuple(one > other + error for one, other in pairs)
    yes = both(answers) if all(answers) or not any(answers) else None
    said = list(dict.fromkeys(f"{one:.3g} against {other:.3g}" for one, other in pairs))
    more = " (open answers as no, and as yes)" if len(said) > 1 else ""
    return Found(yes, f"less its effort it brings {listed(said)}{more}", found.about.inputs)


def _advice(asker: Asker, terms: GoalAdviceAsk) -> Found:
    found = asker.course(terms.goal)
    answers: list[bool | None] = []
    if terms.first:
        begins = [each.first.id in terms.first for each in found.best]
        answers.append(begins[0] if len(set(begins)) == 1 else None)
    for id_ in terms.uses:
        used = [any(what.id == id_ and chance > 0 for what, chance in story.uses) for story in found.stories]
        answers.append(used[0] if used and len(set(used)) == 1 else None)
    words = f"for this goal the best course begins: {_firsts(found.best)}"
    structure = found.structure and not terms.uses
    return Found(both(tuple(answers)), words, found.about.inputs, structure)


def _waits(asker: Asker, terms: WaitsAsk) -> Found:
    found = asker.course(terms.goal)
    waits = {
        all(each.first.id == WAIT for each in found.looked if each.lent == lent) for lent in dict.fromkeys(found.lent)
    }
    words = f"at the horizons looked at it begins: {_firsts(found.looked)}"
    return Found(waits.pop() if len(waits) == 1 else None, words, found.about.inputs, found.structure)


def _advice_changes(asker: Asker, terms: AdviceChangesAsk) -> Found:
    found = asker.course(terms.goal)
    by_end = [_at(found, word) for word in terms.between]
    names = [_firsts(rows) for rows in by_end]
    changes = {one.first.id != other.first.id for one, other in zip(*by_end, strict=True)}
    yes = changes.pop() if len(changes) == 1 else None
    ends = [f"over {so_much(word, 'period')}" if word != FOREVER else "without an end" for word in terms.between]
    words = "; ".join(f"{end} it begins: {name}" for end, name in zip(ends, names, strict=True))
    return Found(yes, words, found.about.inputs, found.structure and yes is False)


def _at(found: CourseResult, word: str) -> list[Looked]:
    """The best course at a horizon, where what is in force counts as the case says."""
    periods = None if word == FOREVER else int(word)
    end = [row for row in found.looked if row.periods == periods]
    rows = [row for row in end if row.in_force == found.main[1] or periods is None]
    if not rows:
        raise CannotTellError(f"the course has no horizon of {word}")
    return rows


def _drops(asker: Asker, terms: DropsAsk) -> Found:
    found = asker.course(terms.goal)
    at = []
    for stretches in found.prices:
        idle = [each for each in stretches if each.high is None and not each.effort]
        at.append(idle[0].low if idle else None)
    known = [each for each in at if each is not None]
    words = (
        "whatever effort is worth, something is done"
        if not known
        else (f"nothing is done once a unit of effort is worth {so_much(f'{max(known):.3g}', 'point')} elsewhere")
    )
    yes = {each is not None and each <= terms.at_most for each in at}
    return Found(yes.pop() if len(yes) == 1 else None, words, found.about.inputs)


def _goals_part(asker: Asker, terms: GoalsPartAsk) -> Found:
    one, other = (asker.course(goal) for goal in terms.goals)
    parts = {first.first.id != second.first.id for first, second in zip(one.best, other.best, strict=True)}
    said = [f"{each.goal_name}: {_firsts(each.best)}" for each in (one, other)]
    inputs = {each.path: each for each in (*one.about.inputs, *other.about.inputs)}
    structure = one.structure and other.structure
    return Found(parts.pop() if len(parts) == 1 else None, "; ".join(said), tuple(inputs.values()), structure)


def _person(asker: Asker, terms: PersonAsk) -> Found:
    found = asker.course(terms.goal)
    row = asker.person(terms.person, terms.goal)
    if row is None:
        raise CannotTellError(f"the course has no person `{terms.person}`")
    lost = [each for each in row.lost if each is not None]
    if not lost:
        raise CannotTellError("there is no gain, so nothing can be lost")
    answers = {each >= terms.at_least for each in lost}
    told = listed([f"{100 * each:.3g} per cent" for each in dict.fromkeys(lost)])
    yes = answers.pop() if len(answers) == 1 else None
    return Found(yes, f"with {row.name} {told} of the gain is lost", found.about.inputs)


def _delay(asker: Asker, terms: DelayAsk) -> Found:
    found = asker.course(terms.goal)
    lost = [
        [loss for deed, periods, loss in row.later if deed.id == terms.of and periods == terms.periods]
        for row in found.waiting
    ]
    if not any(lost):
        tried = sorted({periods for row in found.waiting for _, periods, _ in row.later})
        if terms.periods in tried:
            raise CannotTellError(f"`{terms.of}` cannot be done at first, so that it could not be late")
        raise CannotTellError(
            f"what is lost is worked out for {so_much(listed([str(each) for each in tried]), 'period')}"
            if tried
            else "the best course does nothing that could be late"
        )
    # Where open answers as no leave no room for it, its delay loses nothing.
    losses = dict.fromkeys(loss for row in lost for loss in row or [0.0])
    answers = {loss > _SAME for loss in losses}
    told = listed([f"{loss:.3g}" for loss in losses])
    lost_words = f"{so_much(told, 'point')} {'is' if told == '1' else 'are'} lost"
    return Found(answers.pop() if len(answers) == 1 else None, lost_words, found.about.inputs)


def _reaches(asker: Asker, terms: ReachesAsk) -> Found:
    found = asker.course(terms.goal)
    if not found.reach.proposals:
        raise CannotTellError("the course puts no deal to anybody")
    never = [asker.who(each) for each in found.reach.never]
    words = (
        "some course reaches a deal, with luck"
        if found.reach.possible
        else (f"no course reaches a deal, whatever luck it has{f': {listed(never)} never says yes' if never else ''}")
    )
    return Found(found.reach.possible, words, found.about.inputs, True)


def _kind(id_: str, name: str, question: str, find: object, source: str = _BELLMAN, assumes: str = _COURSES) -> AskKind:
    return AskKind(id_, name, question, source, True, assumes, find, quick=False, stands="structure")  # type: ignore[arg-type]


ACTING = (
    _kind(
        "first_in_order",
        "the first to ask",
        "Whom to ask first?",
        _first_in_order,
        _ORDERS,
        "that chances and costs are as the case has them, and that who says no ends it",
    ),
    _kind(
        "order",
        "order of approaches",
        "Whom to ask in which order?",
        _order,
        _ORDERS,
        "that chances and costs are as the case has them, and that who says no ends it",
    ),
    _kind("better_course", "the better course", "Does one course bring more, less its effort, than another?", _better),
    _kind("goal_advice", "what a goal calls for", "What does the best course for a goal begin with, and use?", _advice),
    _kind("waits", "waiting", "Is it best to wait, however far one looks ahead?", _waits),
    _kind(
        "advice_changes",
        "advice by horizon",
        "Is something else done first by who looks further ahead?",
        _advice_changes,
    ),
    _kind(
        "drops_at",
        "the worth of effort at which a goal is dropped",
        "From which worth of effort elsewhere on is nothing worth doing?",
        _drops,
        "Eisner and Severance 1976, Mathematical Techniques for Efficient Record Segmentation in Large Shared "
        "Databases, Journal of the ACM 23, 619-635",
    ),
    _kind(
        "goals_part",
        "goals that part",
        "Do two goals call for different first steps?",
        _goals_part,
        "Keeney and Raiffa 1976, Decisions with Multiple Objectives",
    ),
    _kind(
        "person",
        "what hangs on a person",
        "Which part of the gain is lost with somebody else in a place?",
        _person,
        "Moravcsik 1993, Integrating International and Domestic Theories of International Bargaining, in Evans, "
        "Jacobson and Putnam, Double-Edged Diplomacy",
    ),
    _kind("delay", "what delay costs", "What is lost where one thing cannot be done for a time?", _delay),
    _kind(
        "reaches_deal",
        "courses that reach a deal",
        "Can any course reach a deal at all?",
        _reaches,
        "Puterman 1994, Markov Decision Processes (appendix A on what can be reached from what)",
        "nothing about numbers: chances count as possible or not, open answers as possible, polls as stated",
    ),
)
