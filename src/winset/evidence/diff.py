"""What changed between two dated versions of a case, in what is written and in what follows from it?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from winset.case.load import Case
from winset.case.patterns import Named, Pattern, Where, show_pattern
from winset.case.problems import CaseError, Problem, WinsetError
from winset.case.walk import pattern_parts, walk
from winset.evidence.answers import AnswerChange, Answers, answers_of, compare_answers, rests_on
from winset.evidence.changes import compare_cases
from winset.evidence.differences import CaseChanges, InputChange, PartChange
from winset.model.names import names_of
from winset.model.result import About, Result, plain
from winset.settlement.about import ENUMERATION
from winset.version import __version__


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """An answer that differs, and the paths of the changes that may have brought it about.

    The causes are the changes among what the older or the newer answer rests on; none is proved to be needed.
    """

    change: AnswerChange
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A version that the question could not be put to, and why. version: `older` or `newer`."""

    version: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class DiffResult(Result):
    """What changed between two dated versions of a case?

    about is of the newer version, older of the other. answers: those that differ; none are compared where the
    question could not be put to one of the versions, which `unanswered` then names.
    """

    older: About
    changes: CaseChanges
    answers: tuple[ChangedAnswer, ...]
    unanswered: tuple[Unanswered, ...]

    kind: ClassVar[str] = "diff"

    @property
    def same_files(self) -> bool:
        """Whether the files are the same, byte for byte."""
        return self.about.digest == self.older.digest

    def records(self) -> list[dict[str, Any]]:
        """The inputs and other parts that differ, a row each."""
        changes = self.changes
        return [*map(_input_row, changes.inputs), *map(_part_row, changes.parts)]


def diff(
    old: Case,
    new: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
) -> DiffResult:
    """What changed between two dated versions of a case, in inputs and in answers?

    Args:
        old: the older version, under whatever variants it was given.
        new: the newer version.
        world: levels of conditions that differ from now, in both.
        where: which deals are asked about, in both: a pattern, its name, or `issue=option,option`.

    Raises:
        CaseError: the question names something that neither version has.
    """
    changes = compare_cases(old, new)
    before, after = (_answered(case, world, where) for case in (old, new))
    if isinstance(before, CaseError) and isinstance(after, CaseError):
        raise CaseError(tuple(dict.fromkeys((*before.problems, *after.problems))))
    answers: tuple[ChangedAnswer, ...] = ()
    if isinstance(before, Answers) and isinstance(after, Answers):
        bearing = _Bearing.of(old, new, changes)
        answers = tuple(
            ChangedAnswer(change, bearing.on(change, before, after)) for change in compare_answers(before, after)
        )
    return DiffResult(
        about=after.about if isinstance(after, Answers) else _heading(new, world, where),
        older=before.about if isinstance(before, Answers) else _heading(old, world, where),
        changes=changes,
        answers=answers,
        unanswered=tuple(
            Unanswered(version, tuple(map(str, _problems(found))))
            for version, found in (("older", before), ("newer", after))
            if isinstance(found, WinsetError)
        ),
    )


def _answered(
    case: Case, world: Mapping[str, str] | None, where: str | Mapping[str, object] | Pattern | None
) -> Answers | WinsetError:
    try:
        return answers_of(case, world=world, where=where)
    except WinsetError as error:
        return error


def _problems(error: WinsetError) -> Iterable[Problem | WinsetError]:
    return error.problems if isinstance(error, CaseError) else (error,)


@dataclass(frozen=True, slots=True)
class _Bearing:
    """The changes that answers may turn on: the inputs, and the parts that are not merely wording.

    framing: the paths of those that say which packages there are, in which world, by which named pattern.
    """

    changes: CaseChanges
    framing: frozenset[str]

    @classmethod
    def of(cls, old: Case, new: Case, changes: CaseChanges) -> "_Bearing":
        """Read off the changes; a condition or a named pattern that no pattern speaks of frames nothing."""
        spoken_of = {word for case in (old, new) for word in _spoken_of(case)}
        conditions = (id_ for case in (old, new) for id_ in case.file.conditions if id_ not in spoken_of)
        patterns = (f"patterns.{id_}" for case in (old, new) for id_ in case.file.patterns if id_ not in spoken_of)
        idle = {*conditions, *patterns}
        found = {each.path for each in changes.inputs if each.kind in {"coupling", "level"}}
        found |= {each.path for each in changes.parts if each.bears_on == "all answers"}
        return cls(changes, frozenset(path for path in found if not any(_related(path, word) for word in idle)))

    def on(self, change: AnswerChange, old: Answers, new: Answers) -> tuple[str, ...]:
        """The paths of the changes among what an answer rests on in one version or the other."""
        decided = {entry.path for answers in (old, new) for entry in rests_on(answers, change)}
        whose = change.ratifiers if change.kind in {"ratifier", "conflict"} else None
        ratifiers = set(whose or (name for answers in (old, new) for name, _ in answers.by_ratifier))
        inputs = (each.path for each in self.changes.inputs if self._input_bears(each, decided, ratifiers))
        parts = (part.path for part in self.changes.parts if self._part_bears(part, ratifiers))
        return (*inputs, *parts)

    def _input_bears(self, change: InputChange, decided: set[str], ratifiers: set[str]) -> bool:
        if change.path in self.framing or any(_related(change.path, path) for path in decided):
            return True
        # Votes, members and rules are counted together, so the parts that decide do not name each of them.
        counted = change.kind in {"number", "rule", "role"} and not change.path.endswith(".patience")
        return counted and any(change.path.startswith(f"{name}.") for name in ratifiers)

    def _part_bears(self, part: PartChange, ratifiers: set[str]) -> bool:
        if part.bears_on == "its ratifier":
            return any(_related(part.path, name) for name in ratifiers)
        return part.path in self.framing


def _spoken_of(case: Case) -> Iterator[str]:
    """The issues, conditions and named patterns that patterns speak of."""
    for _, pattern in walk(case.file):
        if isinstance(pattern, Named | Where):
            for _, part in pattern_parts(pattern):
                yield part.name if isinstance(part, Named) else part.id


def _related(one: str, other: str) -> bool:
    """Whether one path is the other, or leads into it."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _heading(case: Case, world: Mapping[str, str] | None, where: str | Mapping[str, object] | Pattern | None) -> About:
    """The heading of an answer that could not be given."""
    asked = show_pattern(where) if isinstance(where, Named | Where) else str(where or "")
    return About(
        case=case.name,
        title=case.file.title,
        as_of=case.file.as_of,
        digest=case.digest,
        variants=case.variants,
        world=tuple((world or {}).items()),
        where=asked,
        party=None,
        packages=0,
        deals=0,
        stated=False,
        methods=(),
        engine=ENUMERATION,
        exact=True,
        version=__version__,
        names=names_of(case.file),
        withheld=case.withheld,
    )


def _input_row(change: InputChange) -> dict[str, Any]:
    before, after = change.before, change.after
    return {
        "path": change.path,
        "kind": change.kind,
        "change": change.change,
        "before": before.words if before is not None else None,
        "after": after.words if after is not None else None,
        "difference": plain(change.difference),
        "standing_before": before.standing if before is not None else None,
        "standing_after": after.standing if after is not None else None,
        "nearest": change.nearest,
    }


def _part_row(change: PartChange) -> dict[str, Any]:
    blank = {"difference": None, "standing_before": None, "standing_after": None, "nearest": None}
    words = {"before": change.before, "after": change.after}
    return {"path": change.path, "kind": "part", "change": change.change, **words, **blank}
