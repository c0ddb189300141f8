"""What patterns may speak of: issues, conditions and named patterns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from winset.case.checks.written_out import not_written_out
from winset.case.findings import Finding, unknown
from winset.case.patterns import Combined, Match, Named, Pattern, matches
from winset.case.problems import did_you_mean, quoted
from winset.case.sections import CaseFile, Condition, Issue
from winset.case.shape import Path
from winset.case.walk import pattern_parts


@dataclass(frozen=True)
class Vocabulary:
    """The issues, conditions and named patterns of a case.

    noun: what patterns speak of, in words; named: what they may name.
    """

    issues: Mapping[str, Issue]
    conditions: Mapping[str, Condition]
    patterns: Mapping[str, Pattern]
    noun: str = "issue or condition"
    named: str = "pattern"

    @classmethod
    def of(cls, file: CaseFile) -> "Vocabulary":
        """The vocabulary of a case."""
        return cls(file.issues, file.conditions, file.patterns)

    @cached_property
    def entries(self) -> Mapping[str, Issue | Condition]:
        """The issues and conditions."""
        return {**self.conditions, **self.issues}

    @cached_property
    def unusable(self) -> Mapping[str, str]:
        """The named patterns that cannot be written out, and why."""
        return not_written_out(self.patterns)

    def _names_in(self, pattern: Pattern) -> list[str]:
        return [
            part.name for _, part in pattern_parts(pattern) if isinstance(part, Named) and part.name in self.patterns
        ]

    def ids(self, pattern: Pattern) -> Iterator[tuple[Path, str]]:
        """The issues and conditions that a pattern speaks of, through the patterns that it names.

        The path is that of the clause, or of the name that brings it in; circles are followed no further.
        """
        for path, part in pattern_parts(pattern):
            if isinstance(part, Match):
                yield path, part.id
            elif part.name in self.patterns and part.name not in self.unusable:
                yield from ((path, id_) for _, id_ in self.ids(self.patterns[part.name]))

    def fits(self, pattern: Pattern) -> bool:
        """Whether everything that a pattern names is there: a quick way to pass over the many that are right."""
        if isinstance(pattern, Named):
            return pattern.name in self.patterns
        for clause in pattern.clauses:
            if isinstance(clause, Combined):
                if not all(map(self.fits, clause.parts)):
                    return False
            elif clause.options is None:
                if any(self._faults_of(clause, ())):
                    return False
            elif (
                not self._options.get(clause.id, frozenset()).issuperset(clause.options)
                or clause.id not in self._options
            ):
                return False
        return True

    @cached_property
    def _options(self) -> Mapping[str, frozenset[str]]:
        return {id_: frozenset(entry.options) for id_, entry in self.entries.items()}

    def faults(self, pattern: Pattern, path: Path) -> Iterator[Finding]:
        """What a pattern names that the case does not have."""
        for here, part in pattern_parts(pattern, path):
            if isinstance(part, Match):
                yield from self._faults_of(part, here)
            elif part.name not in self.patterns:
                yield self._no_pattern(part.name, here)

    def sound(self, pattern: Pattern) -> bool:
        """Whether everything that a pattern names is there, so that it can be matched."""
        names = self._names_in(pattern)
        if any(name in self.unusable for name in names) or not self.fits(pattern):
            return False
        return all(self.sound(self.patterns[name]) for name in names)

    def matches(self, pattern: Pattern, state: Mapping[str, str]) -> bool:
        """Whether a sound pattern matches a package in a world."""
        return matches(pattern, state, self.patterns, lambda id_: tuple(self.entries[id_].options))

    def _no_pattern(self, name: str, path: Path) -> Finding:
        if name in self.issues or name in self.conditions:
            mend = f"write `{{{name}: ...}}` with an option"
            return Finding(path, f"{quoted(name)} is not a pattern", mend)
        return unknown(path, self.named, name, self.patterns)

    def _faults_of(self, match: Match, path: Path) -> Iterator[Finding]:
        if match.id in self.patterns and match.id not in self.issues and match.id not in self.conditions:
            mend = f"write its name alone, or `all: [{match.id}, ...]`"
            yield Finding(path, f"{quoted(match.id)} is a pattern and takes no options", mend, "key")
            return
        if match.id not in self.issues and match.id not in self.conditions:
            yield unknown(path, self.noun, match.id, [*self.issues, *self.conditions], "key")
            return
        entry = self.entries[match.id]
        for at, option in enumerate(match.options or ()):
            if option not in entry.options:
                yield no_option(path if len(match.options or ()) == 1 else (*path, at), match.id, entry, option)
        yield from self._level_faults(match, path, entry)

    def _level_faults(self, match: Match, path: Path, entry: Issue | Condition) -> Iterator[Finding]:
        levels = {word: level for word in ("at_least", "at_most") if (level := getattr(match, word)) is not None}
        if levels and not entry.ordered:
            what = f"{quoted(match.id)} has no order for {' and '.join(map(quoted, levels))} to follow"
            yield Finding(path, what, f"list the options, or write `ordered: yes` in {quoted(match.id)}")
            return
        missing = [word for word in levels if levels[word] not in entry.options]
        for word in missing:
            yield no_option((*path, word), match.id, entry, levels[word])
        if len(levels) == 2 and not missing:
            order = list(entry.options)
            if order.index(levels["at_least"]) > order.index(levels["at_most"]):
                what = f"nothing is at least {quoted(levels['at_least'])} and at most {quoted(levels['at_most'])}"
                yield Finding(path, what, "change the two round")


def no_option(path: Path, id_: str, entry: Issue | Condition, option: str) -> Finding:
    """An option that an issue, or a level that a condition, does not have."""
    word = "option" if isinstance(entry, Issue) else "level"
    mend = partial(did_you_mean, option, list(entry.options))
    return Finding(path, f"{quoted(id_)} has no {word} {quoted(option)}", mend)
