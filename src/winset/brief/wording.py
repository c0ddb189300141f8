"""Patterns of a case in plain words: `The treaties: Ratified; Islands: Two or Four`."""

from winset.case.patterns import EVERYTHING, NOTHING, Combined, Match, Named, Pattern, Where
from winset.case.sections import CaseFile
from winset.settlement.records import Shortfall
from winset.show.lacking import lacking
from winset.show.names import Names
from winset.show.words import listed, opening, spoken


class Wording:
    """Says patterns in the names of a case; they are read as being about its deals."""

    def __init__(self, names: Names, file: CaseFile) -> None:
        self.names = names
        self._conditions = file.conditions
        self._named = file.patterns
        # What every deal has goes without saying.
        self._understood = frozenset(file.deal.clauses) if isinstance(file.deal, Where) else frozenset()

    def pattern(self, pattern: Pattern) -> str:
        """A pattern, with those that it names written out: `“with october” (Clarifications: Written in)`."""
        if isinstance(pattern, Named):
            inside = self._named.get(pattern.name)
            words = f"“{spoken(pattern.name)}”"
            return f"{words} ({self.pattern(inside)})" if inside is not None else words
        if pattern == EVERYTHING:
            return "every package"
        if pattern == NOTHING:
            return "no package"
        told = [self._clause(clause) for clause in pattern.clauses if clause not in self._understood]
        return "; ".join(told) or "every deal"

    def line(self, id_: str, pattern: Pattern) -> str:
        """A line with its name: `Free troops: Islands: Two`; a pattern of the same name is not named twice."""
        same = self._named.get(id_) if pattern == Named(id_) else None
        return f"{opening(spoken(id_))}: {self.pattern(pattern if same is None else same)}"

    def lacks(self, part: Shortfall) -> str:
        """What is lacking, a red line by its name: `up to 7 votes`, `red line “free troops”`."""
        if part.kind == "red_line":
            return f"red line “{spoken(part.path.rpartition('.')[2])}”"
        return lacking(part)

    def _clause(self, clause: Match | Combined) -> str:
        if isinstance(clause, Match):
            return f"{self._subject(clause.id)}: {self._options(clause)}"
        parts = [self.pattern(part) for part in clause.parts]
        if clause.word == "not":
            return f"not ({parts[0]})"
        joined = "or" if clause.word == "any" else "and"
        return listed([f"({part})" for part in parts], joined) if len(parts) > 1 else "".join(parts) or "no package"

    def _subject(self, id_: str) -> str:
        return self.names.condition(id_) if id_ in self._conditions else self.names.brief_issue(id_)

    def _options(self, match: Match) -> str:
        if match.options is not None:
            return listed([self._option(match.id, option) for option in match.options], "or") or "none of its options"
        ends = (("at least", match.at_least), ("at most", match.at_most))
        return " and ".join(f"{word} {self._option(match.id, level)}" for word, level in ends if level is not None)

    def _option(self, id_: str, option: str) -> str:
        return self.names.level(id_, option) if id_ in self._conditions else self.names.brief_option(id_, option)
