"""A negotiation of another program as a whole case: each profile a party, whose one ratifier judges by points.

Other programs have no status quo among their packages: without agreement each side has a value of its own. So an issue
is put first, whether there is agreement; the others exist only where there is. The status quo is that there is none; it
has the points of each side's value without agreement, which is its `no_deal`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import lcm

from winset.case.problems import CaseError, Place, Problem, visible
from winset.case.sections import CaseFile
from winset.case.shape import keys_of
from winset.formats.fragment import Plain, flow, scalar
from winset.formats.ids import ids_for
from winset.formats.numbers import MOST_DIGITS, number_text
from winset.formats.scenario import Profile, Scenario, worth_of

AGREEMENT, NONE, MADE = "agreement", "none", "made"
RATIFIER = "principal"
_LARGEST = 2**62  # points are scaled once to whole numbers of 64 bits, whose sums must not overflow
_TOO_LONG = 10**MOST_DIGITS
_DECIMALS = 18  # where points are finer than that allows; a double of another program knows no more of them


def case_text(scenario: Scenario, *, as_of: date, read_from: str) -> tuple[str, tuple[Problem, ...]]:
    """The case as YAML, and what it does not represent, as warnings with their places.

    read_from: which program wrote the files, for the remarks at the head.

    Raises:
        CaseError: points of a profile are too large to be added exactly.
    """
    profiles: list[Profile] = []
    warnings = list(scenario.warnings)
    for profile in scenario.profiles:
        fitted, told = _fitted(profile)
        profiles.append(fitted)
        warnings += told
    issues = ids_for([issue.name for issue in scenario.issues], "issue", {AGREEMENT})
    options = [ids_for(issue.values, "option") for issue in scenario.issues]
    # A path such as `town.principal.points` begins with a party or a word of the language, so none is both.
    parties = ids_for([profile.name for profile in profiles], "party", keys_of(CaseFile))
    sources = ids_for([_stem(profile.file) for profile in profiles], "file")
    lines = [
        *_remarks(scenario, read_from, warnings),
        "winset: 1",
        f"title: {scalar(_words(scenario.name))}",
        f"as_of: {as_of.isoformat()}",
        "sources:",
        *_entries((id_, _source(profile, as_of)) for id_, profile in zip(sources, profiles, strict=True)),
        "issues:",
        *_entries(_issues(scenario, issues, options)),
        f"status_quo: {{{AGREEMENT}: {NONE}}}",
        f"deal: {{{AGREEMENT}: {MADE}}}",
        "parties:",
    ]
    for party, source, profile in zip(parties, sources, profiles, strict=True):
        lines += [
            f"  {party}:",
            f"    name: {scalar(_words(profile.name))}",
            f"    lead: {RATIFIER}",
            "    ratifiers:",
            f"      {RATIFIER}:",
            *_ratifier(profile, source, issues, options),
        ]
    return "\n".join(lines) + "\n", tuple(warnings)


def _remarks(scenario: Scenario, read_from: str, warnings: Sequence[Problem]) -> Iterator[str]:
    files = ", ".join(dict.fromkeys(profile.file for profile in scenario.profiles))
    yield f"# Read from {visible(files)} ({read_from})."
    yield f"# The status quo is that there is no agreement: the other issues exist only where `{AGREEMENT}` is made."
    yield "# Each profile is a party, and `no_deal` is its value without agreement."
    for remark in scenario.remarks:
        yield f"# {visible(remark)}"
    if warnings:
        yield "# Not represented, or not as it stands there:"
        yield from (f"# - {visible(str(warning))}" for warning in warnings)


def _issues(scenario: Scenario, ids: Sequence[str], options: Sequence[Sequence[str]]) -> Iterator[tuple[str, Plain]]:
    yield AGREEMENT, {"name": "Agreement", "options": {NONE: "No agreement", MADE: "Agreement"}}
    for id_, issue, values in zip(ids, scenario.issues, options, strict=True):
        entry: dict[str, Plain] = {"name": _words(issue.name)}
        if issue.ordered:
            entry["ordered"] = "yes"
        entry["only_when"] = {AGREEMENT: MADE}
        entry["options"] = {option: _words(value) for option, value in zip(values, issue.values, strict=True)}
        yield id_, entry


def _source(profile: Profile, as_of: date) -> Plain:
    when = {"published": "unknown", "known": as_of.isoformat(), "why": "the file was read on this day"}
    return {"title": _words(profile.file), **when}


def _ratifier(profile: Profile, source: str, issues: Sequence[str], options: Sequence[Sequence[str]]) -> Iterator[str]:
    indent = " " * 8
    if profile.points is None:
        yield f"{indent}why: {scalar('the profile is no sum over issues, so nothing is known of what it accepts')}"
        yield f"{indent}otherwise: open"
        return
    yield f"{indent}cite: {flow({'source': source, 'says': 'weights and evaluations, multiplied'})}"
    yield f"{indent}points:"
    yield f"{indent}  {AGREEMENT}: {flow_of_numbers({NONE: number_text(profile.no_deal), MADE: '0'})}"
    for id_, table, values in zip(issues, profile.points, options, strict=True):
        entry = {option: number_text(points) for option, points in zip(values, table, strict=True)}
        yield f"{indent}  {id_}: {flow_of_numbers(entry)}"
    yield f"{indent}no_deal: {number_text(profile.no_deal)}"


def flow_of_numbers(entry: dict[str, str]) -> str:
    """Numbers by id on one line; they need no quotes."""
    return "{" + ", ".join(f"{id_}: {number}" for id_, number in entry.items()) + "}"


def _entries(entries: Iterable[tuple[str, Plain]]) -> Iterator[str]:
    for id_, entry in entries:
        yield f"  {id_}: {flow(entry)}"


def _fitted(profile: Profile) -> tuple[Profile, list[Problem]]:
    """A profile whose points can be added exactly: itself, or rounded where they are finer than that, with a warning.

    Where no deal is worth what a package is, it is worth the rounded points of that package.
    """
    if profile.points is None or _fits(profile):
        return profile, []
    here = Place(profile.file, 1, 1)
    for decimals in range(_DECIMALS, -1, -1):
        points = tuple(tuple(round(value, decimals) for value in table) for table in profile.points)
        no_deal = round(profile.no_deal, decimals)
        if profile.reserved is not None:
            no_deal = worth_of(points, profile.reserved)
        rounded = replace(profile, points=points, no_deal=no_deal)
        if _fits(rounded):
            what = f"the points are finer than can be added exactly; they are rounded to {decimals} decimals"
            return rounded, [Problem(what, place=here, severity="warning")]
    raise CaseError([Problem("the points are too large to be added exactly", "divide all by the same", place=here)])


def _fits(profile: Profile) -> bool:
    numbers = [value for table in profile.points or () for value in table] + [profile.no_deal]
    scale = lcm(*(value.denominator for value in numbers))
    largest = sum(max(abs(value) for value in table) for table in profile.points or ())
    writable = all(abs(value.numerator) < _TOO_LONG and value.denominator < _TOO_LONG for value in numbers)
    return writable and (largest + abs(profile.no_deal)) * scale < _LARGEST


def _words(text: str) -> str:
    return text.strip() or "(no name)"


def _stem(file: str) -> str:
    return re.sub(r"\.[A-Za-z]+\Z", "", file.replace("\\", "/").rpartition("/")[2])
