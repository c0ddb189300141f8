"""What happened, as the `outcome.yaml` beside a case says it. Only scoring reads it; no answer ever does."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError

from winset.case.paths import written_path
from winset.case.problems import CaseError, Place, Problem, Problems, quoted
from winset.case.reading import Block, place_of, read_file
from winset.case.words import plain_number
from winset.case.written import Date, Exact, Id, Link, RatifierPath, Text, Written, YesNo, fault

OUTCOME_FILE = "outcome.yaml"
_AS_BUNDLED = "write it as the outcomes of the bundled cases do: votes are `- {ayes: 68, noes: 32}`"


def _counted(number: Fraction) -> Fraction:
    if number < 0:
        raise fault("votes", f"there are no {plain_number(number)} votes", "write how many there were, 0 or more")
    return number


def _per_cent(number: Fraction) -> Fraction:
    if not 0 <= number <= 100:
        raise fault("per_cent", f"{plain_number(number)} is no share in per cent", "write it from 0 to 100")
    return number


Counted = Annotated[Exact, AfterValidator(_counted)]
PerCent = Annotated[Exact, AfterValidator(_per_cent)]


class Cited(Written):
    """Where it was read: written out, because no case lists a source that is later than it."""

    source: Text
    url: Link | None = None
    quote: Text | None = None
    says: Text | None = None


class Happening(Written):
    """A vote, or something else that happened.

    of: whose vote on the deal it was, party.ratifier or a body inside it; nothing where it was on something else.
    in_favour: which side of the vote was for the deal. ayes, noes, abstentions, members_counted, needed: votes.
    yes_per_cent: of the valid votes. turnout_per_cent: of those on the roll.
    """

    of: RatifierPath | None = None
    in_favour: Literal["ayes", "noes"] = "ayes"
    date: Date | None = None
    body: Text | None = None
    where: Text | None = None
    on: Text | None = None
    ayes: Counted | None = None
    noes: Counted | None = None
    abstentions: Counted | None = None
    members_counted: Counted | None = None
    needed: Counted | None = None
    yes_per_cent: PerCent | None = None
    turnout_per_cent: PerCent | None = None
    accepted: YesNo | None = None
    note: Text | None = None
    cite: tuple[Cited, ...] = ()

    @property
    def votes_for(self) -> Fraction | None:
        """The votes for the deal, where they are recorded."""
        return self.ayes if self.in_favour == "ayes" else self.noes

    @property
    def per_cent_for(self) -> Fraction | None:
        """The share for the deal, in per cent of the valid votes, where it is recorded."""
        if self.yes_per_cent is None:
            return None
        return self.yes_per_cent if self.in_favour == "ayes" else 100 - self.yes_per_cent


class _Head(Written):
    """What every outcome says of the deal itself."""

    ratified: YesNo
    text: dict[Id, Id] = Field({})
    form: Id | None = None
    blocked: tuple[RatifierPath, ...] | None = None
    hindsight: YesNo | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened.

    ratified: whether the deal came into being. text: its options, by issue, where they are recorded. form: its legal
    form, where there was more than one. happenings: votes and other happenings, under the headings of the file.
    blocked: the ratifiers that stopped it, none where nobody did; None where that is not recorded. hindsight: whether
    who wrote the case knew all this; None where it is not said. root, file: as it is written, with positions; None
    where it was made by a program.
    """

    ratified: bool
    text: Mapping[str, str]
    form: str | None
    happenings: Mapping[str, tuple[Happening, ...]]
    blocked: tuple[str, ...] | None = None
    hindsight: bool | None = None
    root: Block | None = None
    file: str = OUTCOME_FILE

    def place(self, *path: str | int) -> Place | None:
        """Where a part of it is written, by its path below `outcome`."""
        if self.root is None:
            return None
        return place_of(self.root, written_path(self.root, ("outcome", *path)), self.file)


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, Mapping) else value


_HAPPENINGS: TypeAdapter[tuple[Happening, ...]] = TypeAdapter(
    Annotated[tuple[Happening, ...], BeforeValidator(_one_or_more)]
)


def read_outcome(path: str | os.PathLike[str]) -> Outcome:
    """Read what happened from a file.

    Raises:
        CaseError: with everything that is wrong with it, each with its line and column.
    """
    root, _ = read_file(path)
    name = os.fspath(path)
    problems = Problems()
    for key in root:
        if key != "outcome":
            _tell(problems, root, name, (key,), f"there is no key {quoted(key)} here", "an outcome is under `outcome:`")
    block = root.get("outcome")
    if not isinstance(block, Block):
        _tell(problems, root, name, ("outcome",), "`outcome` is missing, or is no mapping", "begin with `outcome:`")
        raise CaseError(problems.found, problems.more)
    head: _Head | None = None
    happenings: dict[str, tuple[Happening, ...]] = {}
    try:
        head = _Head.model_validate({key: node for key, node in block.items() if key in _Head.model_fields})
    except ValidationError as error:
        _tell_all(problems, root, name, ("outcome",), error)
    for key, node in block.items():
        if key not in _Head.model_fields:
            try:
                happenings[key] = _HAPPENINGS.validate_python(node)
            except ValidationError as error:
                _tell_all(problems, root, name, ("outcome", key), error)
    if head is not None and head.ratified and head.blocked:
        mend = "write `blocked: []`, or `ratified: no`"
        _tell(problems, root, name, ("outcome", "blocked"), "a deal that was ratified was blocked by nobody", mend)
    problems.raise_any()
    if head is None:
        raise AssertionError("an outcome without problems has been read")
    text, found = MappingProxyType(head.text), MappingProxyType(happenings)
    return Outcome(head.ratified, text, head.form, found, head.blocked, head.hindsight, root, name)


def _tell_all(problems: Problems, root: Block, file: str, under: tuple[str, ...], error: ValidationError) -> None:
    for detail in error.errors(include_url=False, include_input=False):
        path = (*under, *detail["loc"])
        word = quoted(str(path[-1]))
        context = detail.get("ctx") or {}
        if detail["type"] == "missing":
            _tell(problems, root, file, path, f"{word} is missing", "write it")
        elif detail["type"] == "extra_forbidden":
            known = ", ".join(Cited.model_fields if "cite" in path else Happening.model_fields)
            _tell(problems, root, file, path, f"there is no key {word} here", f"use one of {known}")
        elif "what" in context:
            _tell(problems, root, file, path, context["what"], context.get("mend", ""))
        else:
            _tell(problems, root, file, path, f"{word} has not the shape that it needs", _AS_BUNDLED)


def _tell(problems: Problems, root: Block, file: str, path: tuple[str | int, ...], what: str, mend: str) -> None:
    there = written_path(root, path)
    problems.add(Problem(what, mend, path, place_of(root, there, file)))
