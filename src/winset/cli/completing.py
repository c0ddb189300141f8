"""What the shell is offered when Tab is pressed: cases, and what the named case has in it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from winset.cli.redacting import load_as_asked

if TYPE_CHECKING:
    from winset.case.load import Case

_SUFFIXES = {".yaml", ".yml", ".json"}

Items = list[CompletionItem[str]]


def complete_case(_ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """Bundled cases, and the files and folders that may be cases."""
    from winset.case.load import bundled

    found = [CompletionItem(case.name, help=case.title) for case in bundled() if case.name.startswith(begun)]
    if "/" not in begun:
        found += [CompletionItem(name) for name in _cases_here() if name.startswith(begun)]
    return found or [CompletionItem(begun, type="file")]


def _cases_here() -> list[str]:
    """Files and folders of the current folder that may be cases."""
    from winset.case.load import CASE_FILE

    try:
        here = sorted(path for path in Path().iterdir() if path.name.isprintable())
        return [path.name for path in here if path.suffix in _SUFFIXES or (path / CASE_FILE).is_file()]
    except OSError:
        return []


def complete_variant(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The variants of the case."""
    case = _case(ctx)
    return _beginning(begun, {id_: each.name for id_, each in case.file.variants.items()}.items()) if case else []


def complete_condition(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The conditions of the case."""
    case = _case(ctx)
    return _beginning(begun, {id_: each.name for id_, each in case.file.conditions.items()}.items()) if case else []


def complete_level(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """Conditions with each of their levels, as `condition=level`."""
    case = _case(ctx)
    if case is None:
        return []
    conditions = case.file.conditions.items()
    return _beginning(
        begun, [(f"{id_}={level}", name) for id_, each in conditions for level, name in each.options.items()]
    )


def complete_where(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """Named patterns, and issues with each of their options, as `issue=option`."""
    case = _case(ctx)
    if case is None:
        return []
    issues = case.file.issues.items()
    single = [(f"{id_}={option}", name) for id_, each in issues for option, name in each.options.items()]
    return _beginning(begun, [*((name, None) for name in case.file.patterns), *single])


def complete_party(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The parties of the case."""
    case = _case(ctx)
    return _beginning(begun, {id_: each.name for id_, each in case.file.parties.items()}.items()) if case else []


def complete_goal(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The goals of the case."""
    case = _case(ctx)
    return _beginning(begun, {id_: each.name for id_, each in case.file.goals.items()}.items()) if case else []


def complete_outside(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The parties of the case, each with the sign that its points follow."""
    case = _case(ctx)
    parties = case.file.parties.items() if case is not None else ()
    return _beginning(begun, [(f"{id_}=", each.name) for id_, each in parties])


def complete_lever(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The levers of the case."""
    case = _case(ctx)
    return _beginning(begun, {id_: each.name for id_, each in case.file.levers.items()}.items()) if case else []


def complete_red_line(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The red lines of the case, by path."""
    case = _case(ctx)
    if case is None:
        return []
    from winset.case.coverage import coverage

    lines = [entry for entry in coverage(case).entries if "refuses" in entry.at]
    return _beginning(begun, [(entry.path, entry.words) for entry in lines])


def complete_linked(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The issues and the conditions of the case."""
    case = _case(ctx)
    known = (case.file.issues | case.file.conditions) if case is not None else {}
    return _beginning(begun, {id_: each.name for id_, each in known.items()}.items())


def complete_source(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The sources of the case."""
    case = _case(ctx)
    return _beginning(begun, {id_: each.title for id_, each in case.file.sources.items()}.items()) if case else []


def complete_claim(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The claims of the case."""
    case = _case(ctx)
    return _beginning(begun, [(id_, each.quote) for id_, each in case.file.claims.items()]) if case else []


def complete_question(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The questions of the case."""
    case = _case(ctx)
    return _beginning(begun, [(id_, each.text) for id_, each in case.file.questions.items()]) if case else []


def complete_document(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """The sources of the case that have claims."""
    case = _case(ctx)
    if case is None:
        return []
    ids = dict.fromkeys(cite.source for claim in case.file.claims.values() for cite in claim.cite)
    return _beginning(begun, [(id_, case.file.sources[id_].title) for id_ in ids])


def complete_traced(ctx: click.Context, _param: click.Parameter, begun: str) -> Items:
    """What can be traced: the inputs of the case by path, its sources and its claims."""
    case = _case(ctx)
    if case is None:
        return []
    from winset.case.coverage import coverage

    paths = [(entry.path, entry.words) for entry in coverage(case).entries if entry.path.startswith(begun)]
    claims = [(id_, each.quote) for id_, each in case.file.claims.items()]
    sources = [(id_, each.title) for id_, each in case.file.sources.items()]
    return _beginning(begun, [*sources, *claims, *paths])


def _case(ctx: click.Context) -> "Case | None":
    """The case that the line names so far, where it loads."""
    # While an option waits for its value, click has not yet told which word is the case.
    name = ctx.params.get("case") or next(iter(ctx.args), None)
    try:
        return load_as_asked(ctx, name) if name else None
    except Exception:  # nothing that happens on Tab may print into the line that is being typed
        return None


def _beginning(begun: str, known: Iterable[tuple[str, str | None]]) -> Items:
    return [CompletionItem(word, help=_on_one_line(name)) for word, name in known if word.startswith(begun)]


def _on_one_line(name: str | None) -> str | None:
    from winset.case.problems import visible

    return visible(name) if name else None
