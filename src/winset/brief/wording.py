"""Patterns, numbers and effects of a case in plain words: `The treaties: Ratified; Islands: Two or Four`."""

from collections.abc import Iterator, Mapping

from winset.case.patterns import EVERYTHING, NOTHING, Combined, Match, Named, Pattern, Where
from winset.case.sections import CaseFile, Effect
from winset.case.words import show_number
from winset.case.written import Number, Votes
from winset.settlement.records import Shortfall
from winset.show.lacking import lacking
from winset.show.names import Names
from winset.show.words import listed, number, opening, spoken


def numeral(value: Number) -> str:
    """A number or a range of the case: `506 805`, `63 to 64`, `0.7 to 0.95, likely 0.85`."""
    if value.is_ is not None or not value.uncertain:
        return show_number(value) if isinstance(value, Votes) and value.rest else number(value.least)
    likely = f", likely {number(value.likely)}" if value.likely is not None else ""
    return f"{number(value.least)} to {number(value.most)}{likely}"


def amount(value: Number, noun: str, plural: str) -> str:
    """A number with what it counts: `1 vote`, `3 to 5 votes`."""
    return f"{numeral(value)} {noun if value.least == value.most == 1 else plural}"


_LINES = frozenset({"refuses", "accepts", "abstains", "polls", "counts", "adjust", "prefers", "points"})


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

    def effect(self, effect: Effect) -> str:
        """What an effect of a lever does: `“Relations” becomes “neutral”, with chance 0.1 to 0.5`."""
        chance = f", with chance {numeral(effect.chance)}" if effect.chance is not None else ""
        otherwise = f"; otherwise {self._levels(effect.otherwise)}" if effect.otherwise else ""
        return opening(f"{listed(list(self._does(effect)))}{chance}{otherwise}")

    def _does(self, effect: Effect) -> Iterator[str]:
        if effect.set:
            yield self._levels(effect.set)
        if effect.support is not None:
            moved = effect.support
            on = f", on {self.pattern(moved.about)}" if moved.about != EVERYTHING else ""
            yield f"opinion of {self.judge(moved.ratifier)} moves by {amount(moved.points, 'point', 'points')}{on}"
        if effect.swing is not None:
            moving = effect.swing
            steps = moving.ratifier.split(".")
            ratifier, inside = ".".join(steps[:2]), steps[2:]
            ends = [self.names.part(ratifier, ".".join([*inside, end])) for end in (moving.from_, moving.to)]
            votes = amount(moving.votes, "vote", "votes")
            yield f"{votes} go from “{ends[0]}” to “{ends[1]}” in {self.judge(moving.ratifier)}"
        yield from (f"{self._entry(path)} is written in" for path in effect.add)
        yield from (f"{self._entry(path)} falls away" for path in effect.drop)

    def judge(self, path: str) -> str:
        """A ratifier, or a bloc or body inside one, in a sentence."""
        steps = path.split(".")
        ratifier = self.names.who(".".join(steps[:2]))
        return (
            ratifier if len(steps) < 3 else f"{self.names.part('.'.join(steps[:2]), '.'.join(steps[2:]))} in {ratifier}"
        )

    def _entry(self, path: str) -> str:
        """An entry that a lever writes in or strikes out: `“no land” (refuses) of the cabinet (North)`."""
        steps = path.split(".")
        at = next((at for at, step in enumerate(steps) if step in _LINES), None)
        if at is None or at < 2:
            return f"`{path}`"
        return f"“{spoken(steps[-1])}” ({steps[at]}) of {self.judge('.'.join(steps[:at]))}"

    def _levels(self, levels: Mapping[str, str]) -> str:
        return listed(
            [f"“{self.names.condition(id_)}” becomes “{self.names.level(id_, to)}”" for id_, to in levels.items()]
        )

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
