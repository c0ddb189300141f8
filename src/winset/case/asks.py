"""What a claim can ask of a case: each is a question with yes or no for an answer, and its terms as data.

What answers each of them is `winset.claims`; here is only how it is written.
"""

from typing import Literal

from pydantic import Field, model_validator

from winset.case.patterns import EVERYTHING, WrittenPattern
from winset.case.written import Exact, Id, RatifierPath, Speaker, Text, Written, YesNo, fault

How = Literal["sure", "possible"]
"""`sure`: every veto says yes. `possible`: none says no. Left out, what is possible and not sure is open."""


class About(Written):
    """Terms that every ask about deals has."""

    where: WrittenPattern = Field(EVERYTHING, description="The deals that it is about; by default all.")


class DealAsk(About):
    """Is there a deal?"""

    how: How | None = Field(None, description="`sure` or `possible`; by default what is only possible is open.")
    counting: tuple[RatifierPath, ...] = Field((), description="Only the yes of these ratifiers is needed.")
    waiving: tuple[RatifierPath, ...] = Field((), description="The yes of these ratifiers is not needed.")

    @model_validator(mode="after")
    def _one_of_both(self) -> "DealAsk":
        if self.counting and self.waiving:
            raise fault("asks", "`counting` and `waiving` are both given", "keep one of the two")
        return self


class WorldsAsk(About):
    """Is there a deal at each of these levels of a condition, and at no other?"""

    condition: Id = Field(description="The condition.")
    levels: tuple[Text, ...] = Field(description="Its levels.", min_length=1)
    only: YesNo = Field(default=False, description="Whether there must be none at the other levels.")
    how: How | None = Field(None, description="`sure` or `possible`; by default what is only possible is open.")


class InsensitiveAsk(About):
    """Is the verdict on the deals the same under each of these variants, and without each of these inputs?"""

    variants: tuple[Id, ...] = Field((), description="Variants of the case, each applied alone.")
    inputs: tuple[Text, ...] = Field((), description="Paths of inputs, each left out alone.")

    @model_validator(mode="after")
    def _something(self) -> "InsensitiveAsk":
        if not (self.variants or self.inputs):
            raise fault("asks", "nothing is named that the verdict could hang on", "name `variants` or `inputs`")
        return self


class RatifiersAsk(About):
    """Must this many ratifiers, followers left out, say yes to some of the deals?"""

    at_least: Exact = Field(description="How many ratifiers at the least.")


class BestLevelAsk(About):
    """Is this the best that a party can have on an issue?"""

    for_: Id = Field(alias="for", description="The party.")
    issue: Id = Field(description="The issue.")
    is_: Text = Field(alias="is", description="The option.")
    how: How = Field("possible", description="`sure`: among ratified deals; `possible`: among those nobody refuses.")


class BlockedAsk(About):
    """Does each of these ratifiers refuse every one of the deals?"""

    ratifiers: tuple[RatifierPath, ...] = Field(description="The ratifiers.", min_length=1)
    only: YesNo = Field(default=False, description="Whether no other ratifier may refuse them all.")


class SetAsk(About):
    """Terms of an ask about sets of ratifiers."""

    contains: tuple[RatifierPath, ...] = Field(description="The ratifiers.", min_length=1)
    exactly: YesNo = Field(default=False, description="Whether the set has these and no others.")
    how: How | None = Field(None, description="`sure` or `possible`; by default what is only possible is open.")


class ConflictAsk(SetAsk):
    """Is there a conflict set with these ratifiers in it?"""


class WaiverAsk(SetAsk):
    """Is there a waiver set with these ratifiers in it?"""


class YesOpensAsk(About):
    """Would the yes of this ratifier, and nothing else, open a deal?"""

    ratifier: RatifierPath = Field(description="The ratifier.")
    how: How | None = Field(None, description="`sure` or `possible`; by default what is only possible is open.")


class RoleAsk(About):
    """Does a ratifier, or a bloc in one, have this role for the deals?"""

    ratifier: RatifierPath = Field(description="The ratifier, or a bloc as party.ratifier.bloc.")
    is_: Literal["veto", "pivotal", "cost", "none"] = Field(
        alias="is",
        description="`veto`: its no alone stops a deal; `pivotal`: its no stops one together with others; `cost`: its "
        "no stops nothing and costs who leads; `none`.",
    )


class LacksAsk(About):
    """Does a ratifier that judges by polls lack at least this many points of opinion to the nearest deal?"""

    ratifier: RatifierPath = Field(description="The ratifier.")
    at_least: Exact = Field(description="Points of opinion.")


class MovesAsk(About):
    """Do the levers, each as far as it can go, move a ratifier's opinion enough?"""

    ratifier: RatifierPath = Field(description="The ratifier.")


class UnlockedAsk(About):
    """Do these levers, or some of them, open a deal?"""

    levers: tuple[Id, ...] = Field(description="The levers.", min_length=1)
    how: How | None = Field(None, description="`sure` or `possible`; by default what is only possible is open.")


class NecessaryAsk(About):
    """Is each of these in every minimal way to a deal?"""

    levers: tuple[Id, ...] = Field((), description="Levers: in every minimal unlock.")
    ratifiers: tuple[RatifierPath, ...] = Field((), description="Ratifiers: in every waiver set.")

    @model_validator(mode="after")
    def _one_of_both(self) -> "NecessaryAsk":
        if bool(self.levers) == bool(self.ratifiers):
            raise fault("asks", "either levers or ratifiers are necessary", "write one of `levers` and `ratifiers`")
        return self


class CheapestAsk(About):
    """Is this set of levers the cheapest unlock?"""

    levers: tuple[Id, ...] = Field(description="The levers.", min_length=1)


class BudgetAsk(About):
    """Can a party open a deal with levers that cost it this much at the most?"""

    for_: Id = Field(alias="for", description="The party.")
    most: Exact = Field(description="The budget, in the case's unit of effort.")


class LinkageAsk(About):
    """Does linking an issue, or a condition, do this to the deals?"""

    of: Id = Field(description="The issue or condition.")
    does: Literal["opens", "enlarges", "no_effect", "trades", "shrinks", "closes"] = Field(
        description="What it does to the deals."
    )
    how: How = Field("possible", description="`sure`: to ratified deals; `possible`: to those that nobody refuses.")


class FirstAsk(About):
    """Is this the first approach to make?"""

    lever: Id = Field(description="The lever that sounds somebody.")


class OrderAsk(About):
    """Is this the cheapest order of approaches?"""

    levers: tuple[Id, ...] = Field(description="The levers, the first to be used first.", min_length=1)


class OfGoal(Written):
    """Terms of an ask about courses."""

    goal: Id | None = Field(None, description="The goal; by default the first of the case.")


class BetterCourseAsk(OfGoal):
    """Does one named course bring more, less the worth of its effort, than another?"""

    course: Id = Field(description="A named course.")
    than: Id = Field(description="Another, or `nothing`.")


class GoalAdviceAsk(OfGoal):
    """Does the best course for a goal begin with one of these, and use these?"""

    first: tuple[Id, ...] = Field((), description="What it may begin with: levers, arrangements, proposals, `wait`.")
    uses: tuple[Id, ...] = Field((), description="What it does, sooner or later, with some chance.")

    @model_validator(mode="after")
    def _something(self) -> "GoalAdviceAsk":
        if not (self.first or self.uses):
            raise fault("asks", "nothing is asked of the advice", "write `first` or `uses`")
        return self


class WaitsAsk(OfGoal):
    """Is it best to wait, at every horizon of the course?"""


class AdviceChangesAsk(OfGoal):
    """Is something else done first at one horizon than at another?"""

    between: tuple[Text, ...] = Field(description="Two horizons of the course.", min_length=2, max_length=2)


class DropsAsk(OfGoal):
    """Is there a worth of effort elsewhere, up to this, from which on nothing is worth doing?"""

    at_most: Exact = Field(description="Points of the goal that a unit of effort would earn elsewhere.")


class GoalsPartAsk(Written):
    """Do two goals call for different first steps?"""

    goals: tuple[Id, ...] = Field(description="The two goals.", min_length=2, max_length=2)


class PersonAsk(OfGoal):
    """Is at least this share of what can be gained lost with somebody else in the place?"""

    person: Id = Field(description="Who: an id under `persons` of the course.")
    at_least: Exact = Field(description="The share lost, from 0 to 1.")


class DelayAsk(OfGoal):
    """Is anything lost where one thing cannot be done for a time?"""

    of: Id = Field(description="A lever, an arrangement or a proposal.")
    periods: Exact = Field(description="For how many periods.")


class ReachesAsk(OfGoal):
    """Can any course, with luck, reach a deal?"""


class LeverageAsk(About):
    """Does this give a party more of what a deal is worth?"""

    for_: Id = Field(alias="for", description="The party.")
    from_: Literal["patience", "eagerness", "constraints"] = Field(
        alias="from",
        description="`patience`: more of it than now; `eagerness`: less patience than now; `constraints`: ratifiers at "
        "home besides the lead.",
    )
    sign: Literal["positive", "negative", "none"] = Field(description="More, less, or neither.")
    after: tuple[Id, ...] = Field((), description="Levers pulled before.")


class RecordShareAsk(Written):
    """Does a side make more than this share of the dated statements of the case?"""

    by: Speaker = Field(description="The party, or the ratifier as party.ratifier.")
    more_than: Exact = Field(description="The share, from 0 to 1.")
    about: Id | None = Field(None, description="Only statements about this issue or condition.")


class PrecedentAsk(Written):
    """Is a precedent like the present in these features, and unlike it in those?"""

    of: Id = Field(description="The precedent.")
    alike: tuple[Id, ...] = Field((), description="Features that are the same.")
    differs: tuple[Id, ...] = Field((), description="Features that are not.")

    @model_validator(mode="after")
    def _something(self) -> "PrecedentAsk":
        if not (self.alike or self.differs):
            raise fault("asks", "no feature is named", "write `alike` or `differs`")
        return self


class StableAsk(Written):
    """Can a state last if nothing is signed: is it an equilibrium under each of these concepts of stability?"""

    state: Id | None = Field(None, description="The id of the state; by default the status quo.")
    concepts: tuple[Literal["nash", "gmr", "smr", "seq", "sseq"], ...] = Field(
        ("nash", "gmr", "smr", "seq", "sseq"), description="The concepts of stability; by default all.", min_length=1
    )
    for_: tuple[Id, ...] = Field(
        (), alias="for", description="Only these decision makers must not leave it; by default nobody may."
    )


class Ask(Written):
    """One thing that a claim asks: a question, and the answer that bears the claim out."""

    deal: DealAsk | None = Field(None, description="Is there a deal?")
    holds_in: WorldsAsk | None = Field(None, description="At which levels of a condition is there a deal?")
    insensitive_to: InsensitiveAsk | None = Field(None, description="What does the verdict not hang on?")
    ratifiers: RatifiersAsk | None = Field(None, description="How many must say yes?")
    best_level: BestLevelAsk | None = Field(None, description="What is the best to be had on an issue?")
    blocked_by: BlockedAsk | None = Field(None, description="Who refuses every deal?")
    conflict: ConflictAsk | None = Field(None, description="Who accept no deal in common?")
    waiver: WaiverAsk | None = Field(None, description="Whose waiving opens a deal?")
    yes_opens: YesOpensAsk | None = Field(None, description="Whose yes alone opens a deal?")
    role: RoleAsk | None = Field(None, description="What does a no of theirs do?")
    lacks: LacksAsk | None = Field(None, description="How far is opinion from a yes?")
    moves_enough: MovesAsk | None = Field(None, description="Do levers move opinion enough?")
    unlocked_by: UnlockedAsk | None = Field(None, description="Which levers open a deal?")
    necessary: NecessaryAsk | None = Field(None, description="What does every way to a deal need?")
    cheapest: CheapestAsk | None = Field(None, description="Which unlock is the cheapest?")
    budget: BudgetAsk | None = Field(None, description="What does a budget buy?")
    linkage: LinkageAsk | None = Field(None, description="What does linking do?")
    first_in_order: FirstAsk | None = Field(None, description="Whom to ask first?")
    order: OrderAsk | None = Field(None, description="Whom to ask in which order?")
    better_course: BetterCourseAsk | None = Field(None, description="Which of two courses is better?")
    goal_advice: GoalAdviceAsk | None = Field(None, description="What does a goal call for?")
    waits: WaitsAsk | None = Field(None, description="Is it best to wait?")
    advice_changes: AdviceChangesAsk | None = Field(None, description="Does the advice change with the horizon?")
    drops_at: DropsAsk | None = Field(None, description="At which worth of effort is a goal dropped?")
    goals_part: GoalsPartAsk | None = Field(None, description="Do two goals call for different things?")
    person: PersonAsk | None = Field(None, description="What hangs on who is in a place?")
    delay: DelayAsk | None = Field(None, description="What does delay cost?")
    reaches_deal: ReachesAsk | None = Field(None, description="Can any course reach a deal?")
    leverage: LeverageAsk | None = Field(None, description="What gives a party more?")
    share_of_record: RecordShareAsk | None = Field(None, description="Whose story fills the record?")
    precedent: PrecedentAsk | None = Field(None, description="Does a precedent carry over?")
    stable: StableAsk | None = Field(None, description="Can a state last if nothing is signed?")
    answer: YesNo = Field(default=True, description="The answer that bears the claim out; by default `yes`.")
    always: YesNo = Field(default=False, description="Whether it must be so under every variant as well.")
    if_: dict[Id, Text] = Field({}, alias="if", description="Conditions and the level at which it is asked.")
    under: tuple[Id, ...] = Field((), description="Variants under which it is asked.")

    @model_validator(mode="after")
    def _one_kind(self) -> "Ask":
        kinds = self.kinds
        if len(kinds) != 1:
            raise fault(
                "asks",
                f"an ask asks one thing; found {', '.join(kinds) or 'none'}",
                "write one kind, such as `deal: {where: ...}`; several make a list",
            )
        return self

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are written."""
        return tuple(word for word in ASK_KINDS if getattr(self, word) is not None)

    @property
    def kind(self) -> str:
        """The id of what is asked."""
        return self.kinds[0]

    @property
    def terms(self) -> Written:
        """The terms of what is asked."""
        found: Written = getattr(self, self.kind)
        return found


_COMMON = frozenset({"answer", "always", "if_", "under"})
ASK_KINDS: tuple[str, ...] = tuple(word for word in Ask.model_fields if word not in _COMMON)
"""The ids of everything that can be asked."""
