"""Every id means one thing, and nothing refers to itself."""

from collections.abc import Iterable, Iterator

from winset.case.checks.judges import bodies_of, judges
from winset.case.checks.survey import Survey
from winset.case.findings import Finding
from winset.case.paths import LEFT_OUT
from winset.case.problems import quoted
from winset.case.sections import CaseFile, Issue
from winset.case.shape import Path, keys_of


def names(survey: Survey) -> Iterable[Finding]:
    """Ids that mean two things, and references that go in a circle."""
    file = survey.file
    yield from _shared_namespace(file)
    yield from _ambiguous_paths(file)
    yield from _patterns(survey)
    yield from _followers(survey)
    yield from _later_issues(survey)


def _shared_namespace(file: CaseFile) -> Iterator[Finding]:
    kinds = (("issues", "an issue"), ("conditions", "a condition"), ("patterns", "a pattern"))
    first: dict[str, str] = {}
    for section, kind in kinds:
        for id_ in getattr(file, section):
            if id_ in first:
                yield Finding(
                    (section, id_), f"{quoted(id_)} is {first[id_]} and {kind}", "rename one of the two", "key"
                )
            first.setdefault(id_, kind)


def _ambiguous_paths(file: CaseFile) -> Iterator[Finding]:
    """Ids that a path such as `japan.cabinet.refuses.x` could not tell from other words."""
    reserved = keys_of(CaseFile)
    for section in LEFT_OUT[CaseFile]:
        for id_ in getattr(file, section):
            if id_ in reserved:
                yield _taken((section, id_))
    for id_ in file.conditions:
        if id_ in file.parties:
            what = f"{quoted(id_)} is a party and a condition, so `{id_}.x` could mean either"
            yield Finding(("conditions", id_), what, "rename one of the two", "key")
    for party_id, party in file.parties.items():
        yield from (
            _taken(("parties", party_id, "ratifiers", id_)) for id_ in party.ratifiers if id_ in keys_of(type(party))
        )
    for _, path, judge in judges(file):
        words = keys_of(type(judge))
        bodies = bodies_of(judge)
        yield from (_taken((*path, "blocs", id_)) for id_ in judge.blocs if id_ in words)
        yield from (_taken((*path, "bodies", id_)) for id_ in bodies if id_ in words)


def _taken(path: Path) -> Finding:
    return Finding(
        path,
        f"{quoted(str(path[-1]))} is a word of the language, so paths could not tell it apart",
        "choose another id",
        "key",
    )


def _patterns(survey: Survey) -> Iterator[Finding]:
    for name, reason in survey.words.unusable.items():
        yield Finding(("patterns", name), f"the pattern {quoted(name)} {reason}", "write one of them out", "key")


def _followers(survey: Survey) -> Iterator[Finding]:
    ratifiers = survey.judges.ratifiers
    for name, ratifier in ratifiers.items():
        chain = [name]
        leader = ratifier.follows
        while leader is not None and leader in ratifiers and leader not in chain:
            chain.append(leader)
            leader = ratifiers[leader].follows
        if leader == name:
            party_id, id_ = name.split(".")
            path = ("parties", party_id, "ratifiers", id_, "follows")
            yield Finding(
                path, f"{quoted(name)} follows itself through {', '.join(map(quoted, chain))}", "let one of them judge"
            )


def _later_issues(survey: Survey) -> Iterator[Finding]:
    """An issue exists only when earlier ones say so, which leaves no circles."""
    file, words = survey.file, survey.words
    earlier: dict[str, Issue] = {}
    for issue_id, issue in file.issues.items():
        for inside, id_ in words.ids(issue.only_when):
            path = ("issues", issue_id, "only_when", *inside)
            if id_ in file.conditions:
                yield Finding(
                    path, f"`only_when` names issues, and {quoted(id_)} is a condition", "name an earlier issue", "key"
                )
            elif id_ in file.issues and id_ not in earlier:
                what = f"`only_when` names earlier issues, and {quoted(id_)} " + (
                    "is this issue itself" if id_ == issue_id else "comes later"
                )
                yield Finding(
                    path, what, "change the order of the issues" if id_ != issue_id else "name another issue", "key"
                )
        earlier[issue_id] = issue
