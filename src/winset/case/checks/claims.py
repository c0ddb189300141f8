"""Claims and questions name what is there: ratifiers, levers, variants, courses, statements."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from winset.case.asks import (
    Ask,
    BestLevelAsk,
    InsensitiveAsk,
    LeverageAsk,
    LinkageAsk,
    PrecedentAsk,
    RecordShareAsk,
    RoleAsk,
    StableAsk,
    WorldsAsk,
)
from winset.case.checks.course import WAIT
from winset.case.checks.judges import Judges
from winset.case.checks.survey import Survey
from winset.case.checks.vocabulary import no_option
from winset.case.claims import TAKES, Claim, Question
from winset.case.course import FOREVER
from winset.case.findings import Finding, unknown
from winset.case.paths import case_path
from winset.case.problems import quoted
from winset.case.sections import CaseFile, Condition, Issue
from winset.case.shape import Path, keys_of
from winset.case.walk import walk
from winset.case.written import Written


@dataclass(frozen=True, slots=True)
class Name:
    """A name that an ask uses: where it stands, what kind of thing it is, and what the case has of that kind.

    key: it stands as a key of the file.
    """

    path: Path
    kind: str
    name: str
    known: Sequence[str]
    key: bool = False

    @property
    def there(self) -> bool:
        """Whether the case has it."""
        return self.name in self.known


def claims(survey: Survey) -> Iterable[Finding]:
    """What claims and questions name that the case does not have.

    A variant may drop what a claim asks about; then the claim cannot be computed under it, and nothing is wrong.
    """
    if survey.again:
        return
    file = survey.file
    for id_, claim in file.claims.items():
        path: Path = ("claims", id_)
        for place, ask in enumerate(claim.asks):
            here = (*path, "asks", place)
            yield from map(_no_such, missing(file, ask, here))
            yield from _levels(file, ask, here)
        yield from _untested(file, claim, path)
        for place, other in enumerate(claim.against):
            if other not in file.claims or other == id_:
                others = [each for each in file.claims if each != id_]
                yield unknown((*path, "against", place), "other claim", other, others)
    yield from _parts(file)
    for id_, question in file.questions.items():
        yield from _question(file, question, ("questions", id_))


def _no_such(name: Name) -> Finding:
    return unknown(name.path, name.kind, name.name, name.known, "key" if name.key else "value")


def missing(file: CaseFile, ask: Ask, path: Path = ()) -> Iterator[Name]:
    """The names in an ask of things that a case does not have."""
    yield from (each for each in _names(file, ask, path) if not each.there)


def _names(file: CaseFile, ask: Ask, path: Path) -> Iterator[Name]:
    terms = ask.terms
    for key in keys_of(type(terms)).values():
        word = _KINDS.get((type(terms), key.word)) or _KINDS.get((Written, key.word))
        value = getattr(terms, key.attribute)
        if word is None or value is None:
            continue
        here = (*path, ask.kind, key.word)
        known = _KNOWN[word](file)
        if isinstance(value, tuple):
            yield from (Name((*here, at), word, str(name), known) for at, name in enumerate(value))
        else:
            yield Name(here, word, str(value), known)
    yield from (Name((*path, "under", at), "variant", name, tuple(file.variants)) for at, name in enumerate(ask.under))
    yield from (Name((*path, "if", id_), "condition", id_, tuple(file.conditions), key=True) for id_ in ask.if_)


def _ratifiers(file: CaseFile) -> Sequence[str]:
    return tuple(Judges(file).ratifiers)


def _judges(file: CaseFile) -> Sequence[str]:
    return tuple(Judges(file).all)


def _deeds(file: CaseFile) -> Sequence[str]:
    course = file.course
    return (*file.levers, *course.arrange, *course.propose) if course is not None else tuple(file.levers)


def _horizons(file: CaseFile) -> Sequence[str]:
    return file.course.horizon if file.course is not None else (FOREVER,)


def _features(file: CaseFile) -> Sequence[str]:
    return tuple(file.precedents.features) if file.precedents is not None else ()


_NOTHING = ("nothing",)
"""What a course can be compared with that no case need name."""
_KNOWN: Mapping[str, Callable[[CaseFile], Sequence[str]]] = {
    "ratifier": _ratifiers,
    "ratifier or bloc": _judges,
    "lever": lambda file: tuple(file.levers),
    "variant": lambda file: tuple(file.variants),
    "condition": lambda file: tuple(file.conditions),
    "issue": lambda file: tuple(file.issues),
    "issue or condition": lambda file: (*file.issues, *file.conditions),
    "party": lambda file: tuple(file.parties),
    "party or ratifier": lambda file: (*file.parties, *_ratifiers(file)),
    "goal": lambda file: tuple(file.goals),
    "named course": lambda file: (*file.course.named, *_NOTHING) if file.course is not None else (),
    "deed of the course": _deeds,
    "first step": lambda file: (WAIT, *_deeds(file)),
    "horizon of the course": _horizons,
    "person": lambda file: tuple(file.course.persons) if file.course is not None else (),
    "precedent": lambda file: tuple(file.precedents.cases) if file.precedents is not None else (),
    "feature": _features,
    "state": lambda file: tuple(file.conflict.states) if file.conflict is not None else (),
    "decision maker": lambda file: tuple(file.conflict.deciders) if file.conflict is not None else (),
}
_KINDS: Mapping[tuple[type[Written], str], str] = {
    (Written, "counting"): "ratifier",
    (Written, "waiving"): "ratifier",
    (Written, "ratifiers"): "ratifier",
    (Written, "ratifier"): "ratifier",
    (RoleAsk, "ratifier"): "ratifier or bloc",
    (Written, "contains"): "ratifier",
    (Written, "levers"): "lever",
    (Written, "lever"): "lever",
    (LeverageAsk, "after"): "lever",
    (Written, "variants"): "variant",
    (Written, "condition"): "condition",
    (Written, "issue"): "issue",
    (Written, "for"): "party",
    (Written, "goal"): "goal",
    (Written, "goals"): "goal",
    (Written, "course"): "named course",
    (Written, "than"): "named course",
    (Written, "first"): "first step",
    (Written, "uses"): "deed of the course",
    (Written, "between"): "horizon of the course",
    (Written, "person"): "person",
    (LinkageAsk, "of"): "issue or condition",
    (PrecedentAsk, "of"): "precedent",
    (Written, "of"): "deed of the course",
    (PrecedentAsk, "alike"): "feature",
    (PrecedentAsk, "differs"): "feature",
    (Written, "by"): "party or ratifier",
    (RecordShareAsk, "about"): "issue or condition",
    (StableAsk, "state"): "state",
    (StableAsk, "for"): "decision maker",
}


def _levels(file: CaseFile, ask: Ask, path: Path) -> Iterator[Finding]:
    """Levels and options that are not there; whose condition or issue is not there is told already."""
    asked: list[tuple[Path, str, str]] = [((*path, "if", id_), id_, level) for id_, level in ask.if_.items()]
    terms = ask.terms
    if isinstance(terms, WorldsAsk):
        asked += [((*path, ask.kind, "levels", at), terms.condition, level) for at, level in enumerate(terms.levels)]
    if isinstance(terms, BestLevelAsk):
        asked.append(((*path, ask.kind, "is"), terms.issue, terms.is_))
    entries: dict[str, Issue | Condition] = {**file.issues, **file.conditions}
    for here, id_, option in asked:
        if id_ in entries and option not in entries[id_].options:
            yield no_option(here, id_, entries[id_], option)


def _untested(file: CaseFile, claim: Claim, path: Path) -> Iterator[Finding]:
    if claim.untested is None:
        return
    here = (*path, "untested")
    for at, id_ in enumerate(claim.untested.statements):
        if id_ not in file.statements:
            yield unknown((*here, "statements", at), "statement", id_, file.statements)


def _parts(file: CaseFile) -> Iterator[Finding]:
    """Paths of parts of the case that lead nowhere."""
    named: list[tuple[Path, str]] = []
    for id_, claim in file.claims.items():
        path: Path = ("claims", id_)
        for at, part in enumerate(claim.untested.parts if claim.untested is not None else ()):
            named.append(((*path, "untested", "parts", at), part))
        for place, ask in enumerate(claim.asks):
            if isinstance(ask.terms, InsensitiveAsk):
                here = (*path, "asks", place, ask.kind, "inputs")
                named += [((*here, at), part) for at, part in enumerate(ask.terms.inputs)]
    if not named:
        return
    ends = {part.rpartition(".")[2] for _, part in named}
    there = {case_path(at) for at in _written(file) if str(at[-1]) in ends}
    if all(part in there for _, part in named):
        return
    known = dict.fromkeys(case_path(at) for at in _written(file))
    for here, part in named:
        if part not in known:
            yield unknown(here, "part of the case at", part, known)


def _written(file: CaseFile) -> Iterator[Path]:
    """Where anything is written: every entry, its keys, and what stands by id under them."""
    for path, part in walk(file):
        if not isinstance(part, BaseModel):
            continue
        yield from ([path] if path else [])
        for key in keys_of(type(part)).values():
            value = getattr(part, key.attribute)
            if key.attribute in part.model_fields_set:
                yield (*path, key.word)
                if isinstance(value, dict):
                    yield from ((*path, key.word, id_) for id_ in value)


def _question(file: CaseFile, question: Question, path: Path) -> Iterator[Finding]:
    if question.for_ is not None and question.for_ not in file.parties:
        yield unknown((*path, "for"), "party", question.for_, file.parties)
    for at, id_ in enumerate(question.under):
        if id_ not in file.variants:
            yield unknown((*path, "under", at), "variant", id_, file.variants)
    for at, id_ in enumerate(question.over):
        if id_ not in file.conditions:
            yield unknown((*path, "over", at), "condition", id_, file.conditions)
    for id_, level in question.if_.items():
        if id_ not in file.conditions:
            yield unknown((*path, "if", id_), "condition", id_, file.conditions, "key")
        elif level not in file.conditions[id_].options:
            yield no_option((*path, "if", id_), id_, file.conditions[id_], level)
    yield from _about(file, question, path)


def _about(file: CaseFile, question: Question, path: Path) -> Iterator[Finding]:
    """What a question is about, and what its command cannot be asked: `linkage` needs an issue, `record` takes none."""
    takes = TAKES[question.by]
    for word in ("where", "if", "for", "over"):
        attribute = f"{word}_" if word in {"if", "for"} else word
        if attribute in question.model_fields_set and word not in takes:
            yield Finding((*path, word), f"{quoted(question.by)} takes no {quoted(word)}", "take it out", "key")
    if question.by == "linkage" and question.of is None:
        yield Finding(path, "`linkage` is about an issue or a condition", "name it with `of`", "key")
    elif question.of is None:
        return
    elif "of" not in takes:
        yield Finding((*path, "of"), f"{quoted(question.by)} is about nothing in particular", "take `of` out", "key")
    elif question.by in _ABOUT:
        kind, known = _ABOUT[question.by]
        if question.of not in known(file):
            yield unknown((*path, "of"), kind, question.of, known(file))


_ABOUT: Mapping[str, tuple[str, Callable[[CaseFile], Sequence[str]]]] = {
    "linkage": ("issue or condition", _KNOWN["issue or condition"]),
    "stability": ("state", _KNOWN["state"]),
    "course": ("goal", _KNOWN["goal"]),
    "claims": ("claim", lambda file: tuple(file.claims)),
}
"""What a question is about, by its command, where a name is looked up; of `trace`, it may be words as well."""
