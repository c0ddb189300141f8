"""The sections of a case, as they are written: sources, issues, conditions, parties, levers, variants, claims.

The models here are the language: they say which keys exist and what type each has, and the JSON Schema is made
from them. What ids refer to, and whether votes add up, is `checks/`; what it all means is `winset.model`.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from winset.case.claims import Claim, Question
from winset.case.conflict import Conflict
from winset.case.course import Course, Goal, Sounds
from winset.case.doubt import Doubt
from winset.case.patterns import EVERYTHING, NOTHING, WrittenPattern
from winset.case.record import Precedents, Statement
from winset.case.rules import Rule
from winset.case.withheld import Circulation
from winset.case.written import (
    ClaimId,
    Date,
    Day,
    Grounds,
    Id,
    Link,
    Number,
    RatifierPath,
    Text,
    Votes,
    Written,
    YesNo,
    fault,
)


def _named_options(value: object) -> object:
    """A list of options stands for a mapping in which each is its own name."""
    if isinstance(value, list):
        if len({str(option) for option in value}) != len(value):
            raise fault("options", "an option stands twice in the list")
        return {option if isinstance(option, str) else f"[{at}]": str(option) for at, option in enumerate(value)}
    return value


Options = Annotated[
    dict[Id, Text],
    Field(min_length=1),
    BeforeValidator(_named_options, json_schema_input_type=dict[Id, Text] | tuple[Id, ...]),
]


class Source(Written):
    """Where words and numbers come from; `published` decides whether it may be used at all."""

    title: Text = Field(description="Its title.")
    by: Text | None = Field(None, description="Author, agency or paper.")
    published: Date = Field(description="A day, a month, or `unknown`.")
    known: Date | None = Field(None, description="When its content was known, where that differs; say `why`.")
    why: Text | None = Field(None, description="Why it was known then.")
    grade: Text | None = Field(None, description="What kind of source it is: primary, agency, scholar, poll, weak.")
    circulation: Circulation = Field("open", description="Who may see it.")
    url: Link | None = Field(None, description="Where it was read.")
    file: Text | None = Field(
        None, description="Its text file in the folder given to `--sources`; by default the id with .txt."
    )
    note: Text | None = Field(None, description="What a reader should know of it.")


class Issue(Grounds):
    """Something that is bargained over, and its options, lowest level first where they are ordered."""

    name: Text | None = Field(None, description="Its name in words.")
    ordered: YesNo = Field(default=False, description="Whether the options are levels, lowest first.")
    options: Options = Field(description="The options: a mapping of id to name, or a list of ids.")
    only_when: WrittenPattern = Field(
        EVERYTHING, description="The issue exists only in packages that match; names earlier issues."
    )


class Condition(Grounds):
    """A state of affairs that packages do not set; a world has one level of every condition."""

    name: Text | None = Field(None, description="Its name in words.")
    ordered: YesNo = Field(default=False, description="Whether the options are levels, lowest first.")
    options: Options = Field(description="The levels: a mapping of id to name, or a list of ids.")
    now: Text = Field(description="The level on `as_of`, or `unknown`.")


class Coupling(Grounds):
    """Packages that cannot be: the pattern under `when` is never offered, in the worlds that it names."""

    when: WrittenPattern = Field(description="The packages that cannot be.")


class Line(Grounds):
    """A red line, an abstention or an acceptance: the packages that it is about."""

    when: WrittenPattern = Field(description="The packages that it is about.")


class Adjustment(Grounds):
    """Points added to the packages that match, for what options do together."""

    when: WrittenPattern = Field(description="The packages that it is about.")
    points: Number = Field(description="Points of value that are added; below 0 they are taken away.")


class Answer(Written):
    """An answer that a poll offered: its share, and the packages that those who chose it accept."""

    share: Number = Field(description="Per cent of the poll's base.")
    accepts: WrittenPattern = Field(NOTHING, description="The packages that they accept; without it, none.")
    text: Text | None = Field(None, description="The answer as it was worded.")


class Poll(Grounds):
    """A poll item: its wording, the answers offered, and what each accepts. A reading of one question."""

    asked: Text | None = Field(None, description="The question as it was put.")
    field: Date | None = Field(None, description="When it was in the field.")
    pollster: Text | None = Field(None, description="Who asked; of one pollster only the latest item is read.")
    n: Number | None = Field(None, description="How many people were asked.")
    margin: Number | None = Field(None, description="The printed margin of error, in points of opinion.")
    about: WrittenPattern = Field(EVERYTHING, description="The packages that the question was about.")
    base: Literal["asked", "decided"] = Field("asked", description="What the shares are of.")
    undecided: Number | None = Field(None, description="Per cent of those asked who did not say.")
    answers: dict[Id, Answer] = Field(description="The answers offered.", min_length=1)
    firm: YesNo = Field(default=True, description="`no` where answers would move easily; widens what is shown.")


class Count(Grounds):
    """A published head count of a body, and the packages that it is about."""

    about: WrittenPattern = Field(EVERYTHING, description="The packages that it is about.")
    date: Date | None = Field(None, description="When it was taken.")
    ayes: Number = Field(description="Votes for.")
    noes: Number | None = Field(None, description="Votes against.")
    undeclared: Number | None = Field(
        None, description="Votes that it names as undeclared; those of members it does not name are open too."
    )


class Judge(Grounds):
    """How a ratifier, a body or a bloc judges a package. The first kind that decides is taken, in this order."""

    name: Text | None = Field(None, description="Its name in words.")
    note: Text | None = Field(None, description="What a reader should know of it.")
    refuses: dict[Id, Line] = Field({}, description="Red lines, by id.")
    accepts: dict[Id, Line] = Field({}, description="Packages it accepts, by id.")
    prefers: dict[Id, tuple[Id, ...]] = Field({}, description="Rankings of options by issue, best first.")
    points: dict[Id, dict[Id, Number]] = Field({}, description="Points of value by issue and option.")
    adjust: dict[Id, Adjustment] = Field({}, description="Points for what options do together, by id.")
    no_deal: Number | None = Field(
        None, description="Points of value without agreement; by default those of the status quo."
    )
    polls: dict[Id, Poll] = Field({}, description="Poll items, by id.")
    blocs: dict[Id, "Bloc"] = Field({}, description="Groups with votes of their own, by id.")
    counts: dict[Id, Count] = Field({}, description="Published head counts, by id.")
    otherwise: Literal["open", "accepts", "refuses"] = Field(
        "open", description="The answer where nothing above decides."
    )
    rule: Rule | None = Field(
        None, description="How votes or shares make a yes; by default more than half of the votes cast."
    )
    members: Number | None = Field(None, description="How many votes there are in all; by default those of the blocs.")
    turnout: Number | None = Field(None, description="The part of each bloc that votes: a share from 0 to 1.")


class Bloc(Judge):
    """A group inside a ratifier. With a rule it votes as one; without, its own blocs' votes are passed up."""

    votes: Votes | None = Field(None, description="Its votes: a number, a range, or `rest`.")
    abstains: dict[Id, Line] = Field({}, description="Packages on which it abstains, by id.")
    when_refusing: Literal["no", "abstain", "stay_away"] = Field("no", description="How it votes where it refuses.")


class Body(Judge):
    """One of several chambers, parliaments or electorates under a ratifier."""

    bodies: dict[Id, "Body"] = Field({}, description="Bodies under this one, by id.")


class Ratifier(Body):
    """A body or public whose yes is needed, or whose no costs the one who bargains."""

    counts_as: Literal["veto", "cost", "ignored"] = Field(
        "veto", description="What its no does: stops a deal, costs the lead, or nothing."
    )
    follows: RatifierPath | None = Field(
        None, description="It answers as this ratifier does, and blocks nothing of its own."
    )
    scope: WrittenPattern | None = Field(None, description="The packages that need its yes; by default every deal.")
    patience: Number | None = Field(None, description="What a period's delay leaves of a gain: a share from 0 to 1.")


class Party(Written):
    """A side that negotiates. The ratifier named `lead` bargains for it; a party may have none."""

    name: Text | None = Field(None, description="Its name in words.")
    lead: Id | None = Field(None, description="The ratifier that bargains for it; it is asked about every package.")
    ratifiers: dict[Id, Ratifier] = Field(description="Its ratifiers, by id.", min_length=1)
    note: Text | None = Field(None, description="What a reader should know of it.")


class Support(Written):
    """Opinion that moves from against to for."""

    ratifier: RatifierPath = Field(description="Whose opinion.")
    points: Number = Field(description="Points of opinion.")
    about: WrittenPattern = Field(EVERYTHING, description="The packages that it is about.")


class Swing(Written):
    """Votes that change side inside a body."""

    ratifier: RatifierPath = Field(description="The body.")
    from_: Id = Field(alias="from", description="The bloc that they leave.")
    to: Id = Field(description="The bloc that they join.")
    votes: Number = Field(description="How many votes.")


class Effect(Grounds):
    """One thing that a lever does; chance is inside."""

    set: dict[Id, Text] = Field({}, description="Conditions and the level that they take.")
    support: Support | None = Field(None, description="Opinion that moves.")
    swing: Swing | None = Field(None, description="Votes that change side.")
    add: dict[Text, Any] = Field({}, description="Entries written in, by path, such as a red line.")
    drop: tuple[Text, ...] = Field((), description="Paths of entries that fall away.")
    chance: Number | None = Field(None, description="The chance that it happens, from 0 to 1; without it, it does.")
    otherwise: dict[Id, Text] = Field({}, description="Conditions and the level that they take if it does not happen.")

    @model_validator(mode="after")
    def _one_kind(self) -> "Effect":
        kinds = [word for word in ("set", "support", "swing", "add", "drop") if getattr(self, word)]
        if len(kinds) != 1:
            raise fault(
                "effect",
                f"an effect does one thing: set, support, swing, add or drop; found {', '.join(kinds) or 'none'}",
            )
        if self.otherwise and self.chance is None:
            raise fault("effect", "`otherwise` needs a `chance`")
        return self


class Bound(Grounds):
    """How far a lever can go, such as the largest movement of opinion on record."""

    points: Number | None = Field(None, description="Points of opinion.")
    votes: Number | None = Field(None, description="Votes.")


class Lever(Grounds):
    """What somebody can do to change conditions, acceptance, terms, form or ratifier."""

    name: Text | None = Field(None, description="Its name in words.")
    by: Id = Field(description="The party that can do it.")
    cost: Number | None = Field(
        None, description="Its cost, in the case's unit of effort; without costs only minimal sets are found."
    )
    takes: Number | None = Field(None, description="Periods that it takes.")
    requires: WrittenPattern = Field(EVERYTHING, description="The conditions under which it can be done.")
    effects: dict[Id, Effect] = Field(description="What it does; all of them happen.", min_length=1)
    bound: Bound | None = Field(None, description="How far it can go.")
    sounds: Sounds | None = Field(None, description="Makes it an approach: whom it asks in principle.")


class Variant(Grounds):
    """A named set of overrides; those that contest the same question exclude each other."""

    name: Text | None = Field(None, description="Its name in words.")
    contests: Text | None = Field(None, description="The question that it answers differently, by id or in words.")
    drop: tuple[Text, ...] = Field((), description="Paths of entries to take out.")
    add: dict[Text, Any] = Field({}, description="Entries to put in, by path; none may be there yet.")
    set: dict[Text, Any] = Field({}, description="Values to change, by path.")


class Event(Grounds):
    """The question on the day: what is put, to whom, when."""

    put: WrittenPattern = Field(description="The package that is put.")
    at: tuple[RatifierPath, ...] = Field(description="The ratifiers that it is put to.", min_length=1)
    date: Date | None = Field(None, description="The day.")


class CaseFile(Written):
    """A whole case."""

    winset: Literal["1"] = Field(description="The version of the language.")
    title: Text = Field(description="What the case is about.")
    as_of: Day = Field(description="The day on which the case stands; nothing known later may enter.")
    about: Text | None = Field(None, description="What the case is and is not, in a few sentences.")
    effort: Text | None = Field(None, description="The unit of cost, such as months of a leader's attention.")
    sources: dict[Id, Source] = Field({}, description="Where words and numbers come from.")
    issues: dict[Id, Issue] = Field(
        {}, description="What is bargained over; only a case with a `conflict` may do without.", min_length=1
    )
    status_quo: dict[Id, Text] = Field(
        {}, description="The package that holds without agreement: an option by issue; needed where there are issues."
    )
    deal: WrittenPattern | None = Field(
        None, description="The packages that are put to ratifiers; by default all but the status quo."
    )
    never: dict[Id, Coupling] = Field({}, description="Packages that cannot be, by id.")
    patterns: dict[Id, WrittenPattern] = Field({}, description="Patterns with a name.")
    conditions: dict[Id, Condition] = Field({}, description="States of affairs that packages do not set.")
    parties: dict[Id, Party] = Field(
        {}, description="The sides, with their ratifiers; needed where there are issues.", min_length=1
    )
    levers: dict[Id, Lever] = Field({}, description="What somebody can do.")
    variants: dict[Id, Variant] = Field({}, description="Named sets of overrides.")
    claims: dict[ClaimId, Claim] = Field({}, description="Propositions of the source document.")
    questions: dict[ClaimId, Question] = Field({}, description="Questions that a reader would ask, by id.")
    statements: dict[Id, Statement] = Field({}, description="What sides said in public, by id.")
    precedents: Precedents | None = Field(None, description="Earlier cases beside the present one.")
    event: Event | None = Field(None, description="The question on the day.")
    doubt: Doubt | None = Field(None, description="How far numbers may be doubted, where ranges do not say it.")
    goals: dict[Id, Goal] = Field({}, description="What is aimed at, by id.")
    course: Course | None = Field(None, description="The course of dealings over time.")
    conflict: Conflict | None = Field(None, description="What each side can do if nothing is signed.")


for _model in (Judge, Bloc, Body, Ratifier, Party, CaseFile):
    _model.model_rebuild()
