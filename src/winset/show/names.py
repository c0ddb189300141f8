"""What things are called: ratifiers with their party, packages by their issues and options, worlds, variants."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from winset.case.problems import visible
from winset.model.result import About, PackageRecord
from winset.show.words import THIN, midway, opening, spoken

_SHORT = 24  # an option's name up to this long is used as it is; a longer one gives way to its id
_ABSENT = "-"


@dataclass(frozen=True)
class Names:
    """The names of a case, by path; what has none is called by its id."""

    by_path: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, about: About) -> "Names":
        """The names that an answer carries."""
        return cls({path: visible(name) for path, name in about.names})

    def party(self, id_: str) -> str:
        """A party: `Lowland`."""
        return self.by_path.get(f"parties.{id_}") or opening(spoken(id_))

    def bare(self, ratifier: str) -> str:
        """A ratifier without its party: `The Senate`."""
        return self.by_path.get(f"parties.{ratifier}") or opening(spoken(ratifier.rpartition(".")[2]))

    def ratifier(self, ratifier: str) -> str:
        """A ratifier with its party, for a table: `The Senate (United States)`."""
        name, party = self.bare(ratifier), self.party(ratifier.partition(".")[0])
        return name if _says(name, party) else f"{name} ({party})"

    def who(self, ratifier: str) -> str:
        """A ratifier with its party, inside a sentence: `the Senate (United States)`."""
        return midway(self.ratifier(ratifier))

    def by_rule(self, ratifier: str, *words: str) -> str:
        """A ratifier in a sentence with its party and rule: `the Senate (United States; at least 2/3 of members)`."""
        name, party = self.bare(ratifier), self.party(ratifier.partition(".")[0])
        inside = [visible(part, keep=THIN) for part in words if part]
        inside = inside if _says(name, party) else [party, *inside]
        return f"{midway(name)} ({'; '.join(inside)})" if inside else midway(name)

    def part(self, ratifier: str, id_: str) -> str:
        """A bloc or body inside a ratifier, by its id."""
        return self.by_path.get(f"parties.{ratifier}.{id_}") or spoken(id_)

    def issue(self, id_: str) -> str:
        """An issue: `Water for Lowland`."""
        return self.by_path.get(f"issues.{id_}") or opening(spoken(id_))

    def option(self, issue: str, id_: str | None) -> str:
        """An option in full: `Written into the text`; a dash where the package lacks the issue."""
        if id_ is None:
            return _ABSENT
        return self.by_path.get(f"issues.{issue}.{id_}") or opening(spoken(id_))

    def brief_option(self, issue: str, id_: str | None) -> str:
        """An option in few words: its name where that is short, else its id in words."""
        name = self.option(issue, id_).partition(" (")[0]  # what is in brackets explains
        return name if len(name) <= _SHORT or id_ is None else opening(spoken(id_))

    def brief_issue(self, id_: str) -> str:
        """An issue in few words."""
        name = self.issue(id_)
        return name if len(name) <= _SHORT else opening(spoken(id_))

    def package(self, package: PackageRecord) -> str:
        """A package in full: `Treaty: Signed; Water: A tenth`."""
        return "; ".join(f"{self.issue(issue)}: {self.option(issue, option)}" for issue, option in package.options)

    def short(self, package: PackageRecord, leave_out: Iterable[str] = ()) -> str:
        """A package in few words: `treaty: ratified; clarifications: October`, without issues that need no saying."""
        left = set(leave_out)
        kept = [pair for pair in package.options if pair[0] not in left] or package.options
        words = [f"{self.brief_issue(issue)}: {self.brief_option(issue, option)}" for issue, option in kept]
        return "; ".join(words)

    def condition(self, id_: str) -> str:
        """A condition: `Relations of the neighbours`."""
        return self.by_path.get(f"conditions.{id_}") or opening(spoken(id_))

    def level(self, condition: str, id_: str) -> str:
        """A level of a condition."""
        return self.by_path.get(f"conditions.{condition}.{id_}") or spoken(id_)

    def world(self, world: Iterable[tuple[str, str]]) -> str:
        """A world: `Reservation: tabled; Stance: backing`."""
        return "; ".join(f"{self.condition(id_)}: {self.level(id_, level)}" for id_, level in world)

    def pattern(self, id_: str) -> str:
        """A named pattern: `Water for nothing`."""
        return opening(spoken(id_))

    def lever(self, id_: str) -> str:
        """A lever: `“Talk to the neighbours”`."""
        return f"“{self.by_path.get(f'levers.{id_}') or opening(spoken(id_))}”"

    def variant(self, id_: str) -> str:
        """A variant: `The voters do not count`."""
        return self.by_path.get(f"variants.{id_}") or opening(spoken(id_))


def constant(packages: Iterable[PackageRecord]) -> frozenset[str]:
    """The issues on which all these packages have the same option, so that none needs saying."""
    options: dict[str, set[str]] = {}
    seen: dict[str, int] = {}
    total = 0
    for package in packages:
        total += 1
        for issue, option in package.options:
            options.setdefault(issue, set()).add(option)
            seen[issue] = seen.get(issue, 0) + 1
    return frozenset(issue for issue, found in options.items() if len(found) == 1 and seen[issue] == total > 1)


def _says(name: str, party: str) -> bool:
    """Whether a ratifier's name already says its party."""
    return midway(party).casefold() in name.casefold()
