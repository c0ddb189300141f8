"""The further questions that a briefing asks: what would unlock or flip an answer, what to do first, what holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from winset.brief.readings import MOST_PACKAGES
from winset.case.load import Case
from winset.case.patterns import Combined, Pattern
from winset.case.patterns import Where as WherePattern
from winset.case.problems import WinsetError
from winset.claims.claims import claims
from winset.claims.records import ClaimsResult
from winset.conflict.records import StabilityResult
from winset.conflict.stability import stability
from winset.course.course import course
from winset.course.course_records import CourseResult
from winset.course.order import order
from winset.course.order_records import OrderResult
from winset.doubt.records import DoubtResult
from winset.doubt.settlement import doubt
from winset.settlement.flip_records import FlipsResult
from winset.settlement.flips import flips
from winset.settlement.records import DealsResult
from winset.settlement.unlock import unlock
from winset.settlement.unlock_records import UnlockResult
from winset.show.words import count

DRAWS = 4_000
Where = str | Mapping[str, object] | Pattern | None


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A question that a briefing leaves out, and why."""

    why: str


def what_unlocks(
    case: Case, found: DealsResult, world: Mapping[str, str] | None, where: Where, party: str | None
) -> UnlockResult | NotAsked:
    """What would unlock a deal, of a case that is not too large for a briefing."""
    if found.about.packages > MOST_PACKAGES:
        return NotAsked(_too_large("unlock"))
    try:
        return unlock(case, world=world, where=where, party=party)
    except WinsetError as problem:  # the deals were found, so the question is sound: there are too many ways to try
        return NotAsked(f"It could not be worked out: {problem}.")


def what_flips(
    case: Case, found: DealsResult, world: Mapping[str, str] | None, where: Where, party: str | None
) -> FlipsResult | NotAsked:
    """What would change the answer, of a case that is not too large for a briefing."""
    if found.about.packages > MOST_PACKAGES:
        return NotAsked(_too_large("flips"))
    return flips(case, world=world, where=where, party=party)


def what_is_doubted(
    case: Case,
    found: DealsResult,
    world: Mapping[str, str] | None,
    where: Where,
    party: str | None,
    flipping: FlipsResult | NotAsked,
) -> DoubtResult | NotAsked:
    """How sure it is, of a case that is not too large for a briefing; its readings are told elsewhere on the page."""
    if found.about.packages > MOST_PACKAGES:
        return NotAsked(_too_large("doubt"))
    try:
        known = None if isinstance(flipping, NotAsked) else flipping
        return doubt(case, world=world, where=where, party=party, draws=DRAWS, reading_draws=0, flipping=known)
    except WinsetError as problem:
        return NotAsked(f"It could not be worked out: {problem}.")


def what_to_do(
    case: Case, found: DealsResult, world: Mapping[str, str] | None, where: Where
) -> tuple[CourseResult, ...] | NotAsked:
    """The best course for each goal, of a case that is not too large for a briefing; none where it has no course."""
    if case.file.course is None or not case.file.goals:
        return ()
    if found.about.packages > MOST_PACKAGES:
        return NotAsked(_too_large("course"))
    try:
        return tuple(course(case, goal=goal, world=world, where=where) for goal in case.file.goals)
    except WinsetError as problem:
        return NotAsked(f"It could not be worked out: {problem}.")


def whom_first(
    case: Case, found: DealsResult, world: Mapping[str, str] | None, where: Where
) -> OrderResult | NotAsked | None:
    """In which order to approach those who can be asked in principle; None of a case without approaches.

    Where no deals are asked about by themselves, those that the course puts are.
    """
    if not any(lever.sounds is not None for lever in case.file.levers.values()):
        return None
    if found.about.packages > MOST_PACKAGES:
        return NotAsked(_too_large("order"))
    course_ = case.file.course
    put = tuple(proposal.package for proposal in course_.propose.values()) if course_ is not None else ()
    if where is None and put:
        where = WherePattern((Combined("any", put),))
    party = course_.for_ if course_ is not None else None
    try:
        return order(case, world=world, where=where, party=party)
    except WinsetError as problem:
        return NotAsked(f"In which order to ask could not be worked out: {problem}.")


def what_is_claimed(
    case: Case, found: DealsResult, courses: Sequence[CourseResult] = ()
) -> ClaimsResult | NotAsked | None:
    """Which claims of documents the case bears out, of a case that is not too large for a briefing; None without any.

    It is not drawn, and what takes long is not asked under every reading: `winset claims` does both. courses: of the
    case as it stands, where they have been worked out.
    """
    if not any(claim.asks for claim in case.file.claims.values()):
        return None
    if found.about.packages > MOST_PACKAGES:
        return NotAsked(_too_large("claims"))
    try:
        return claims(case, draws=0, courses=courses)
    except WinsetError as problem:
        return NotAsked(f"They could not be worked out: {problem}.")


def what_lasts(case: Case, world: Mapping[str, str] | None) -> StabilityResult | NotAsked | None:
    """What can last if nothing is signed, of a conflict that is not too large for a briefing; None without any."""
    if case.file.conflict is None:
        return None
    try:
        return stability(case, world=world)
    except WinsetError as problem:
        return NotAsked(f"It could not be worked out: {problem}.")


def _too_large(command: str) -> str:
    size = f"more than {count(MOST_PACKAGES)} packages"
    return f"The case has {size}, so this was not looked at here; `winset {command}` does."
