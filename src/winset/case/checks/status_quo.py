"""The status quo is a package that can be, and nobody who is asked about it refuses it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from winset.case.checks.survey import Survey
from winset.case.checks.vocabulary import Vocabulary
from winset.case.findings import Finding
from winset.case.patterns import EVERYTHING, Pattern
from winset.case.problems import quoted
from winset.case.sections import CaseFile, Ratifier
from winset.case.shape import Path

MAX_WORLDS = 1_024  # combinations of the unknown conditions in one pattern that are tried


def status_quo(survey: Survey) -> Iterable[Finding]:
    """What is wrong with the status quo."""
    file, words = survey.file, survey.words
    yield from _existence(file, words)
    if not _is_sound(file):
        return
    now = _Now(file, words)
    for id_, coupling in file.never.items():
        if now.may_match(coupling.when):
            what = f"the status quo is a package that {quoted(id_)} rules out"
            yield Finding(("never", id_), what, "narrow the pattern, or correct the status quo", "key")
    for party_id, party in file.parties.items():
        for id_, ratifier in party.ratifiers.items():
            path = ("parties", party_id, "ratifiers", id_)
            yield from _red_lines(now, path, ratifier, id_ == party.lead)


def _existence(file: CaseFile, words: Vocabulary) -> Iterator[Finding]:
    """Issues that exist in the status quo have an option there, the others have none."""
    earlier: set[str] = set()
    for id_, issue in file.issues.items():
        fits = words.sound(issue.only_when) and all(used in earlier for _, used in words.ids(issue.only_when))
        earlier.add(id_)
        if not fits:
            continue
        exists = words.matches(issue.only_when, file.status_quo)
        if exists and id_ not in file.status_quo:
            what = f"the status quo has no option for {quoted(id_)}"
            mend = f"write one of {', '.join(quoted(option) for option in issue.options)}"
            yield Finding(("status_quo",), what, mend, "key")
        elif not exists and id_ in file.status_quo:
            what = f"{quoted(id_)} does not exist in the status quo, by its `only_when`"
            yield Finding(("status_quo", id_), what, "take it out", "key")


def _is_sound(file: CaseFile) -> bool:
    """Whether every id in the status quo and the world refers to something, so that patterns can be matched."""
    return all(
        id_ in file.issues and option in file.issues[id_].options for id_, option in file.status_quo.items()
    ) and all(condition.now in {*condition.options, "unknown"} for condition in file.conditions.values())


@dataclass(frozen=True)
class _Now:
    """The status quo in the worlds that may hold now: an unknown condition has any of its levels."""

    file: CaseFile
    words: Vocabulary

    def may_match(self, *patterns: Pattern) -> bool:
        """Whether the status quo matches all of these patterns in such a world; a pattern at fault matches nothing."""
        if not all(self.words.sound(pattern) for pattern in patterns):
            return False
        state = dict(self.file.status_quo)
        unknown: dict[str, tuple[str, ...]] = {}
        for pattern in patterns:
            for _, id_ in self.words.ids(pattern):
                if id_ in self.file.conditions:
                    condition = self.file.conditions[id_]
                    state[id_] = condition.now
                    if condition.now == "unknown":
                        unknown[id_] = tuple(condition.options)
        worlds = islice(product(*unknown.values()), MAX_WORLDS)
        return any(
            all(
                self.words.matches(pattern, {**state, **dict(zip(unknown, world, strict=True))}) for pattern in patterns
            )
            for world in worlds
        )


def _red_lines(now: _Now, path: Path, ratifier: Ratifier, is_lead: bool) -> Iterator[Finding]:
    """A lead is asked about every package; others about deals, unless their `scope` takes in the status quo."""
    if ratifier.scope is None and not is_lead:
        return
    scope = EVERYTHING if ratifier.scope is None else ratifier.scope
    for id_, line in ratifier.refuses.items():
        if now.may_match(scope, line.when):
            what = f"the red line {quoted(id_)} refuses the status quo, about which {quoted(str(path[-1]))} is asked"
            mend = "narrow the red line" if ratifier.scope is None else "narrow the red line or the scope"
            yield Finding((*path, "refuses", id_), what, mend, "key")
