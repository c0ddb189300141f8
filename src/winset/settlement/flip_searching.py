"""Turning one input of a case after the other, and keeping what flips."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Protocol

from winset.case.coverage import Entry, coverage
from winset.case.paths import case_path
from winset.case.problems import CaseError
from winset.case.sections import CaseFile, Ratifier
from winset.case.shape import Path
from winset.model.acceptance.fineness import TooFineError
from winset.model.compile import CompiledRatifier
from winset.settlement.about import read_input
from winset.settlement.clock import OutOfTimeError
from winset.settlement.flip_dial import REMOVED, Dial, edited
from winset.settlement.flip_dials import dials
from winset.settlement.flip_records import Flip, Tripwire, Unsearched
from winset.settlement.flip_search import Change
from winset.settlement.flip_verdicts import Cases, InWorld, Verdicts, flipped, overall

TOO_FINE = "numbers are too large or too fine to be added exactly on the way"
OUT_OF_TIME = "time ran out before it was looked into"


class Turns(Protocol):
    """One ratifier with its inputs turned, all others being as they are; its answers may take longer than there is.

    Every method may raise OutOfTimeError, and those that judge TooFineError.
    """

    @property
    def written(self) -> Ratifier:
        """The ratifier as it is written."""
        ...

    @property
    def who(self) -> CompiledRatifier:
        """The ratifier as it is compiled."""
        ...

    def number(self, dial: Dial) -> Iterator[tuple[Change, bool, tuple[Flip, ...]]]:
        """The nearest values on either side at which each verdict flips, whether up, and what does."""
        ...

    def proves(self, dial: Dial) -> bool:
        """Whether what is found for a number is surely the nearest value."""
        ...

    def said(self, written: Ratifier) -> Verdicts:
        """The verdicts as it would be written."""
        ...

    def leaves_open(self) -> bool:
        """Whether it leaves some deal open."""
        ...

    def settled(self, *, accepts: bool) -> Verdicts:
        """The verdicts if all that it leaves open turns out so."""
        ...


class Searching:
    """Turns one input after the other, and keeps what flips."""

    def __init__(self, cases: Cases, now: Verdicts) -> None:
        self.cases = cases
        self.question = cases.question
        self.case = cases.question.case
        self.worlds = cases.question.worlds
        self.now = now
        self.entries = coverage(self.case).entries
        self.tripwires: list[Tripwire] = []
        self.tried: set[str] = set()
        self.unknowns: list[str] = []
        self.settling: list[str] = []
        self.unsearched: list[Unsearched] = []

    def ratifier(self, turning: Turns) -> None:
        """Everything about one ratifier that others do not depend on."""
        at = turning.who.path
        for dial in dials(turning.written, at):
            if isinstance(dial, Unsearched):
                self.unsearched.append(dial)
            else:
                self.number(turning, dial)
        for path, change, to in _entries(self.entries, turning.written, at):
            self.look(path, "dropped", change, partial(turning.said, to))
        self.open_answers(turning)

    def look(self, path: Path, kind: str, change: str, said: Callable[[], Verdicts]) -> Verdicts | None:
        """See what is said with a change, and keep it if something flips; None where that could not be seen."""
        try:
            found = said()
        except OutOfTimeError:
            self.unsearched.append(Unsearched(case_path(path), OUT_OF_TIME))
            return None
        except TooFineError:
            self.unsearched.append(Unsearched(case_path(path), TOO_FINE))
            return None
        self.tried.add(case_path(path))
        self.keep(kind, path, change, found)
        return found

    def number(self, turning: Turns, dial: Dial) -> None:
        """The nearest values on either side at which each verdict flips."""
        path = case_path(dial.path)
        try:
            found = list(turning.number(dial))
        except (TooFineError, OutOfTimeError) as error:
            why = OUT_OF_TIME if isinstance(error, OutOfTimeError) else TOO_FINE
            self.unsearched.append(Unsearched(path, why))
            return
        self.tried.add(path)
        for change, up, flips_ in found:
            self.tripwires.append(
                Tripwire(
                    kind="number",
                    path=path,
                    unit=dial.unit,
                    now=dial.now,
                    at=change.at,
                    beyond=change.beyond,
                    up=up,
                    change=dial.about,
                    flips=flips_,
                    input=read_input(self.case, dial.path),
                    spread=dial.spread,
                    size=abs(dial.now) or dial.high - dial.low,
                    nearest=turning.proves(dial),
                )
            )

    def open_answers(self, turning: Turns) -> None:
        """Its open answers, all turned to yes, and all to no."""
        who = turning.who
        try:
            if not turning.leaves_open():
                return
        except OutOfTimeError:
            self.unsearched.append(Unsearched(who.id, OUT_OF_TIME))
            return
        self.unknowns.append(who.id)
        both = [
            self.look(who.path, "answer", word, partial(turning.settled, accepts=accepts))
            for word, accepts in (("yes", True), ("no", False))
        ]
        if None not in both and both[0] != both[1]:
            self.settling.append(who.id)

    def couplings(self) -> None:
        """Couplings that fall away."""
        for id_ in self.case.file.never:
            never = {key: value for key, value in self.case.file.never.items() if key != id_}
            file = self.case.file.model_copy(update={"never": never})
            self.look(("never", id_), "dropped", "dropped", partial(self.cases.verdicts, file, self.worlds))

    def levels(self, now: Sequence[InWorld]) -> None:
        """Conditions at another level; of one that nobody knows, at any."""
        for id_, condition in self.case.file.conditions.items():
            path = ("conditions", id_, "now")
            self.tried.add(case_path(path))
            if condition.now == "unknown" and id_ not in self.question.fixed:
                self._unknown(id_, tuple(condition.options), now)
                continue
            for level in condition.options:
                if level != self.worlds[0][id_]:
                    there = [{**world, id_: level} for world in self.worlds]
                    self.look(path, "level", level, partial(self.cases.verdicts, self.case.file, there))

    def _unknown(self, id_: str, levels: Sequence[str], now: Sequence[InWorld]) -> None:
        """A condition that nobody knows, at each level."""
        said = [overall([each for each in now if each.world[id_] == level]) for level in levels]
        for level, found in zip(levels, said, strict=True):
            self.keep("level", ("conditions", id_, "now"), level, found)
        self.unknowns.append(id_)
        if any(each != said[0] for each in said):
            self.settling.append(id_)

    def variants(self) -> None:
        """Variants that can be applied to the case as it is."""
        for id_ in self.case.file.variants:
            if id_ in self.case.variants:
                continue
            try:
                file = self.case.with_variants(id_).file
                self.look(("variants", id_), "variant", id_, partial(self._of_variant, file))
            except (CaseError, KeyError):  # it contests what an applied one does, or the question needs what it drops
                self.unsearched.append(Unsearched(f"variants.{id_}", "it cannot be applied to the question as it is"))

    def _of_variant(self, file: CaseFile) -> Verdicts:
        return self.cases.verdicts(file, self.cases.worlds(file))

    def keep(self, kind: str, path: Path, change: str, said: Verdicts) -> None:
        """Keep a change that flips something."""
        found = flipped(self.now, said)
        if found:
            entry = read_input(self.case, path)
            self.tripwires.append(Tripwire(kind, case_path(path), "", None, None, False, False, change, found, entry))


def _entries(entries: Sequence[Entry], written: Ratifier, at: Path) -> Iterator[tuple[Path, str, Ratifier]]:
    """Each entry of a ratifier that may fall away, and the ratifier without it."""
    kinds = {"red line", "acceptance", "abstention", "ranking", "poll", "count"}
    for entry in entries:
        inside = entry.at[len(at) :]
        if entry.at[: len(at)] != at or not inside:
            continue
        if entry.kind in kinds:
            yield entry.at, "dropped", edited(written, inside, lambda _: REMOVED)
        elif entry.kind == "default":
            yield entry.at, "open", edited(written, inside, lambda _: "open")
    for id_ in written.adjust:
        path = ("adjust", id_)
        yield (*at, *path), "dropped", edited(written, path, lambda _: REMOVED)
