"""The options that every question takes, and the question that they make."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from winset.cli.command import Argument
from winset.cli.completing import (
    complete_case,
    complete_condition,
    complete_level,
    complete_party,
    complete_variant,
    complete_where,
)
from winset.cli.redacting import load_as_asked, redact_option

if TYPE_CHECKING:
    from winset.case.load import Case
    from winset.case.patterns import Pattern

AnyCommand = TypeVar("AnyCommand", bound=Callable[..., Any])
_Read = TypeVar("_Read")
Decorator = Callable[[Any], Any]


def _levels(_ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    levels: dict[str, str] = {}
    for text in given:
        condition, equals, level = (part.strip() for part in text.partition("="))
        if not (condition and equals and level):
            raise click.BadParameter(f"'{text}' is not condition=level, such as weather=calm")
        if levels.setdefault(condition, level) != level:
            raise click.BadParameter(f"'{condition}' is given twice, as '{levels[condition]}' and as '{level}'")
    return levels


def case_argument(command: AnyCommand) -> AnyCommand:
    """Give a command the case that it is about, and the level at which it is to be answered."""
    argument: Decorator = click.argument(
        "case",
        cls=Argument,
        metavar="CASE",
        shell_complete=complete_case,
        about="The path of a case, of a folder with a case.yaml, or the name of a bundled case.",
    )
    return cast("AnyCommand", argument(redact_option(command)))


def load_case(name: str, variants: tuple[str, ...] = ()) -> "Case":
    """Load a case under its variants, as the level that the call asks for lets it be seen.

    Raises:
        CaseError: the case has problems, or there is no such variant.
    """
    return load_as_asked(click.get_current_context(), name).with_variants(*variants)


variant_option: Decorator = click.option(
    "--variant",
    "variants",
    metavar="ID",
    multiple=True,
    shell_complete=complete_variant,
    help="Apply a variant of the case. May be repeated.",
)
if_option: Decorator = click.option(
    "--if",
    "world",
    metavar="CONDITION=LEVEL",
    multiple=True,
    callback=_levels,
    shell_complete=complete_level,
    help="Answer as if a condition had this level. May be repeated.",
)
where_option: Decorator = click.option(
    "--where",
    "where",
    metavar="PATTERN",
    multiple=True,
    shell_complete=complete_where,
    help="Ask only about deals that match: issue=option,option (several issues with ; between them), the name of a "
    "pattern, or a pattern as the case writes it, such as 'islands: {at_least: two}'. With an option for every issue "
    "it is one package. If repeated, all must match.",
)
_for_option: Decorator = click.option(
    "--for", "party", metavar="PARTY", shell_complete=complete_party, help="Answer for one party."
)

by_option: Decorator = click.option(
    "--by",
    "over",
    metavar="CONDITION",
    multiple=True,
    shell_complete=complete_condition,
    help="Answer at every level of this condition. May be repeated.",
)


def asks(command: AnyCommand) -> AnyCommand:
    """Give a command the case and the options that every question takes."""
    options = (_for_option, where_option, if_option, variant_option, case_argument)
    return reduce(lambda made, option: option(made), options, command)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the command line puts it."""

    case: "Case"
    world: Mapping[str, str]
    where: "str | Pattern | None"
    party: str | None

    @classmethod
    def read(
        cls, case: str, variants: tuple[str, ...], world: Mapping[str, str], where: tuple[str, ...], party: str | None
    ) -> "Asked":
        """Load the case under its variants, and join the patterns where there are several.

        Raises:
            CaseError: the case has problems, or does not have what was named.
        """
        loaded = load_case(case, variants)
        # One text is read with the rest of the question, so that all that is wrong with it is told at once.
        pattern = _joined(loaded, where) if len(where) > 1 else next(iter(where), None)
        return cls(loaded, world, pattern, party)


def _joined(case: "Case", texts: tuple[str, ...]) -> "Pattern":
    """The pattern that matches where all of these do.

    Raises:
        CaseError: one cannot be read, or names what the case does not have.
    """
    from winset.case.asked import joined, read_where

    return joined(all_told(lambda text: read_where(case, text), texts))


def all_told(read: Callable[[str], _Read], texts: Iterable[str]) -> list[_Read]:
    """What is read from each text.

    Raises:
        CaseError: with what is wrong with all of them.
    """
    from winset.case.problems import CaseError, Problem

    problems: list[Problem] = []
    more = 0
    found = []
    for text in texts:
        try:
            found.append(read(text))
        except CaseError as error:
            problems += error.problems
            more += error.more
    if problems:
        raise CaseError(dict.fromkeys(problems), more)
    return found
