"""What would change the answer? For each input, alone, the value at which some verdict is another."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from winset.case.coverage import Entry, coverage
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.patterns import Pattern
from winset.case.problems import CaseError
from winset.case.sections import CaseFile, Ratifier
from winset.case.shape import Path
from winset.model.compile import Model, World, compile_judge, compile_model
from winset.model.logic import TRUE, Formula, anywhere, issues_of
from winset.model.result import Input
from winset.settlement.about import about, read_input
from winset.settlement.flip_dials import REMOVED, Dial, dials, edited
from winset.settlement.flip_ground import Ground, GroundsOf, Judging
from winset.settlement.flip_records import Flip, FlipsResult, Tripwire, Unsearched
from winset.settlement.flip_search import Change, changes, first_whole
from winset.settlement.named import MOST_NAMED
from winset.settlement.question import Question, ask
from winset.settlement.survey import Judged, TooManyPackagesError, survey
from winset.settlement.winsets import sure_and_possible, verdict_of, written_ratifier

MOST_PACKAGES = 2_000_000

_BLOCKS = {True: "blocks", False: "does not block"}

Verdicts = dict[tuple[str, str], str]
"""What is said of each kind of deal, and of each ratifier: whether it refuses all deals."""


def flips(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
) -> FlipsResult:
    """What would change the answer: the value of each input, alone, at which a verdict is another.

    The verdicts are what becomes of the deals asked about and of every kind of deal with a name, and whether a ratifier
    refuses them all. Inputs are numbers, entries that may fall away, levels of conditions, variants, and answers that
    are open. Each is turned with all others as they are; no two are turned together.

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: shows the tripwires at this party's ratifiers first.

    Raises:
        CaseError: the question names something that the case does not have.
        TooManyPackagesError: there are too many packages to go through.
    """
    question = ask(case, world, (), where, party)
    model = question.model(question.worlds[0])
    if model.space.size > MOST_PACKAGES:
        raise TooManyPackagesError(
            f"there are {model.space.size:,} packages; flips are looked for among up to {MOST_PACKAGES:,}"
        )
    named = _named(case, model)
    written = [written_ratifier(case, who) for who in model.ratifiers]
    gatherer = GroundsOf(model, written, [TRUE, *(model.formula(case.file.patterns[name]) for name in named)])
    found = survey(model, question.formula(model), [gatherer])
    now = _verdicts_of(question, case.file, model.world, named)
    searching = _Searching(question, model, named, now)
    for number, ground in gatherer.grounds().items():
        searching.ratifier(ground, written[number])
    searching.couplings()
    searching.levels()
    searching.variants()
    sure, possible = sure_and_possible(found)
    return FlipsResult(
        about=about(question, found, ()),
        verdict=verdict_of(found.deals, sure, possible),
        blocking=tuple(subject for (of, subject), said in now.items() if of == "blocks" and said == "blocks"),
        tripwires=tuple(sorted(searching.tripwires, key=lambda row: _order(row, party))),
        tried=len(searching.tried),
        quiet=len(searching.tried - {row.path for row in searching.tripwires}),
        unknowns=tuple(searching.unknowns),
        settling=tuple(searching.settling),
        unsearched=tuple(searching.unsearched),
    )


def _named(case: Case, model: Model) -> list[str]:
    """The kinds of deal with a name that tell packages apart."""
    first = list(case.file.patterns.items())[:MOST_NAMED]
    return [name for name, pattern in first if issues_of(model.formula(pattern))]


def _verdicts_of(question: Question, file: CaseFile, world: World, named: Sequence[str]) -> Verdicts:
    """All verdicts of a case, from a pass over its packages."""
    model = compile_model(file, world)
    kinds = {name: _Kind(model.formula(file.patterns[name])) for name in named if name in file.patterns}
    found = survey(model, model.formula(question.where), list(kinds.values()))
    said: Verdicts = {("deals", ""): verdict_of(found.deals, *sure_and_possible(found)).value}
    for number in model.vetoes:
        all_ = found.deals > 0 and all(part.answers[number].refuses for part in found.asked)
        said["blocks", model.ratifiers[number].id] = _BLOCKS[all_]
    for name, kind in kinds.items():
        said["pattern", name] = verdict_of(int(kind.deals), int(kind.sure), int(kind.possible)).value
    return said


@dataclass
class _Kind:
    """Whether a kind of deal is there, sure and possible."""

    formula: Formula
    deals: bool = False
    sure: bool = False
    possible: bool = False

    def take(self, judged: Judged) -> None:
        """Look at the deals asked about of a block."""
        here = judged.asked & judged.block.test(self.formula)
        self.deals = self.deals or anywhere(here)
        self.sure = self.sure or anywhere(here & judged.sure)
        self.possible = self.possible or anywhere(here & judged.possible)


class _Searching:
    """Turns one input after the other, and keeps what flips."""

    def __init__(self, question: Question, model: Model, named: Sequence[str], now: Verdicts) -> None:
        self.question = question
        self.case = question.case
        self.model = model
        self.named = named
        self.now = now
        self.entries = coverage(question.case).entries
        self.tripwires: list[Tripwire] = []
        self.tried: set[str] = set()
        self.unknowns: list[str] = []
        self.settling: list[str] = []
        self.unsearched: list[Unsearched] = []

    def ratifier(self, ground: Ground, written: Ratifier) -> None:
        """Everything about one ratifier that others do not depend on."""
        turning = _Turning(self, ground, written)
        for dial in dials(written, turning.at):
            if isinstance(dial, Unsearched):
                self.unsearched.append(dial)
            else:
                self.tried.add(case_path(dial.path))
                self.tripwires += turning.number(dial)
        for path, change, to in _entries(self.entries, written, turning.at):
            self.tried.add(case_path(path))
            self.keep("dropped", path, change, turning.verdicts(turning.judged(to)))
        turning.open_answers()

    def couplings(self) -> None:
        """Couplings that fall away."""
        for id_ in self.case.file.never:
            never = {key: value for key, value in self.case.file.never.items() if key != id_}
            file = self.case.file.model_copy(update={"never": never})
            self.tried.add(f"never.{id_}")
            self.keep("dropped", ("never", id_), "dropped", self.whole(file, self.model.world))

    def levels(self) -> None:
        """Conditions at another level."""
        for id_, condition in self.case.file.conditions.items():
            said = []
            path = ("conditions", id_, "now")
            self.tried.add(case_path(path))
            for level in condition.options:
                if level != self.model.world[id_]:
                    said.append(self.whole(self.case.file, {**self.model.world, id_: level}))
                    self.keep("level", path, level, said[-1])
            if condition.now == "unknown" and id_ not in self.question.fixed:
                self.unknowns.append(id_)
                if any(_flipped(self.now, each) for each in said):
                    self.settling.append(id_)

    def variants(self) -> None:
        """Variants that can be applied to the case as it is."""
        for id_ in self.case.file.variants:
            if id_ in self.case.variants:
                continue
            try:
                varied = self.case.with_variants(id_)
                world = {name: self.model.world.get(name, each.now) for name, each in varied.file.conditions.items()}
                now = {
                    name: each.now
                    for name, each in varied.file.conditions.items()
                    if name in self.case.file.conditions
                    and each.now not in {"unknown", self.case.file.conditions[name].now}
                }
                said = self.whole(varied.file, {**world, **now})
            except (CaseError, KeyError):  # it contests what an applied one does, or the question needs what it drops
                self.unsearched.append(Unsearched(f"variants.{id_}", "it cannot be applied to the question as it is"))
                continue
            self.tried.add(f"variants.{id_}")
            self.keep("variant", ("variants", id_), id_, said)

    def whole(self, file: CaseFile, world: World) -> Verdicts:
        """All verdicts of the case as it is changed."""
        return _verdicts_of(self.question, file, world, self.named)

    def keep(self, kind: str, path: Path, change: str, said: Verdicts) -> None:
        """Keep a change that flips something."""
        flipped = _flipped(self.now, said)
        if flipped:
            entry = self.input(path)
            self.tripwires.append(Tripwire(kind, case_path(path), "", None, None, False, False, change, flipped, entry))

    def input(self, path: Path) -> Input:
        """The part of the case that is turned, with what it rests on."""
        return read_input(self.case, path)


def _flipped(before: Verdicts, after: Verdicts) -> tuple[Flip, ...]:
    return tuple(
        Flip(of, subject, said, after[of, subject])
        for (of, subject), said in before.items()
        if after.get((of, subject), said) != said
    )


@dataclass
class _Turning:
    """Re-judges one ratifier, all others being as they are."""

    searching: _Searching
    ground: Ground
    written: Ratifier

    @property
    def at(self) -> Path:
        """Where it stands in the case."""
        return self.searching.model.ratifiers[self.ground.number].path

    def judged(self, written: Ratifier) -> Judging:
        """What it says as it would be written."""
        who = self.searching.model.ratifiers[self.ground.number]
        return self.ground.judged(compile_judge(written, who.path, self.searching.model.terms))

    def verdicts(self, judging: Judging) -> Verdicts:
        """The verdicts that follow; other ratifiers' answers are not touched by it."""
        whole, *kinds = self.ground.verdicts(judging)
        said: Verdicts = {("deals", ""): whole.value}
        said["blocks", self.searching.model.ratifiers[self.ground.number].id] = _BLOCKS[self.ground.blocks(judging)]
        said |= {("pattern", name): each.value for name, each in zip(self.searching.named, kinds, strict=True)}
        return said

    def number(self, dial: Dial) -> Iterator[Tripwire]:
        """The nearest values on either side at which each verdict flips."""
        for end in (dial.low, dial.high):
            missing = set(self.searching.now)
            for change in self._changes(dial, end):
                said = self.verdicts(self.judged(dial.set_to(change.there)))
                new = tuple(each for each in _flipped(self.searching.now, said) if (each.of, each.subject) in missing)
                missing -= {(each.of, each.subject) for each in new}
                if new:
                    yield Tripwire(
                        "number",
                        case_path(dial.path),
                        dial.unit,
                        dial.now,
                        change.at,
                        change.beyond,
                        end > dial.now,
                        dial.about,
                        new,
                        self.searching.input(dial.path),
                    )

    def _changes(self, dial: Dial, end: Fraction) -> Iterator[Change]:
        def key(value: Fraction) -> Hashable:
            return self.judged(dial.set_to(value)).key

        def verdict(value: Fraction) -> Hashable:
            return tuple(self.verdicts(self.judged(dial.set_to(value))).items())

        if end == dial.now:
            return iter(())
        if dial.lattice is None:
            return first_whole(verdict, dial.now, end)
        return changes(verdict if dial.one_way else key, dial.now, end, dial.lattice)

    def open_answers(self) -> None:
        """Its open answers, all turned to yes, and all to no."""
        searching, who = self.searching, self.searching.model.ratifiers[self.ground.number]
        judging = self.judged(self.written)
        if bool((judging.accepts | judging.refuses).all()):
            return
        searching.unknowns.append(who.id)
        searching.tried.add(who.id)
        both = {
            word: self.verdicts(self.ground.settled(judging, accepts=accepts))
            for word, accepts in (("yes", True), ("no", False))
        }
        for word, said in both.items():
            searching.keep("answer", who.path, word, said)
        if both["yes"] != both["no"]:
            searching.settling.append(who.id)


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


def _order(row: Tripwire, party: str | None) -> tuple[Any, ...]:
    """Those that flip what becomes of the deals first, then numbers by unit and distance, then by path."""
    other = party is not None and row.path.partition(".")[0] != party
    whole = min((_RANK[each.of] for each in row.flips), default=3)
    return other, row.kind != "number", row.unit, whole, row.distance or Fraction(0), row.path, row.change


_RANK: Mapping[str, int] = {"deals": 0, "blocks": 1, "pattern": 2}
