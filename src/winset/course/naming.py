"""What deeds and states are called."""

from dataclasses import dataclass

from winset.case.checks.course import WAIT
from winset.course.branches import Deed
from winset.course.building import Built
from winset.course.course_records import Doable
from winset.course.layout import NOT_ASKED, SAID_YES


@dataclass(frozen=True)
class Naming:
    """The names of what a course is made of."""

    built: Built

    @property
    def doables(self) -> tuple[Doable, ...]:
        """Everything that can be done."""
        return tuple(self.doable(deed) for deed in self.built.deeds if deed.kind != "goes_on")

    def doable(self, deed: Deed) -> Doable:
        """What a deed is called; a proposal's deal is told with it."""
        file = self.built.layout.plot.file
        course = self.built.layout.plot.course
        if deed.kind == WAIT:
            return Doable(WAIT, WAIT, "Wait")
        if deed.kind in {"lever", "goes_on"}:
            return Doable(deed.of, deed.kind, file.levers[deed.of].name or spoken(deed.of))
        if deed.kind == "arrange":
            return Doable(deed.of, deed.kind, course.arrange[deed.of].name or spoken(deed.of))
        package = self.built.doings.offers.packages[self.built.doings.offers.put[deed.offer].force]
        return Doable(deed.of, deed.kind, course.propose[deed.of].name or spoken(deed.of), tuple(package.items()))

    def condition(self, id_: str, level: str) -> str:
        """A level of a condition."""
        condition = self.built.layout.plot.file.conditions[id_]
        return f"{condition.name or spoken(id_)}: {condition.options[level]}"

    def lever(self, id_: str) -> str:
        """A lever."""
        return self.built.layout.plot.file.levers[id_].name or spoken(id_)

    def ratifier(self, id_: str) -> str:
        """A ratifier with its party."""
        party, _, own = id_.partition(".")
        written = self.built.layout.plot.file.parties[party]
        return f"{written.ratifiers[own].name or own} ({written.name or party})"

    def answer(self, lever: str, answer: int) -> str:
        """What came of an approach."""
        said = "not asked yet" if answer == NOT_ASKED else "a yes" if answer == SAID_YES else "a no"
        return f"{self.lever(lever)}: {said}"

    def in_force(self, force: int) -> str:
        """A package in force, by how it differs from the status quo."""
        packages = self.built.doings.offers.packages
        file = self.built.layout.plot.file
        if force == 0:
            return "In force: the status quo"
        told = [
            f"{file.issues[issue].name or spoken(issue)}: {file.issues[issue].options[option]}"
            for issue, option in packages[force].items()
            if packages[0].get(issue) != option
        ]
        return f"In force: {'; '.join(told)}"


def spoken(id_: str) -> str:
    """An id in words: `ask_ally` becomes `Ask ally`."""
    text = id_.replace("_", " ")
    return f"{text[:1].upper()}{text[1:]}"
