"""What would change the answer? For each input, alone, the value at which some verdict is another."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from winset.case.coverage import Entry, coverage
from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.patterns import Pattern
from winset.case.problems import CaseError
from winset.case.sections import Ratifier
from winset.case.shape import Path
from winset.model.compile import Model
from winset.model.logic import TRUE
from winset.model.result import Verdict
from winset.settlement.about import about, read_input
from winset.settlement.flip_bench import TooFineError
from winset.settlement.flip_dial import REMOVED, Dial, edited
from winset.settlement.flip_dials import dials
from winset.settlement.flip_ground import Ground, GroundsOf
from winset.settlement.flip_records import FlipsResult, Tripwire, Unsearched
from winset.settlement.flip_turning import Turning
from winset.settlement.flip_verdicts import Cases, InWorld, Verdicts, check_size, flipped, named_kinds, overall
from winset.settlement.question import Question, ask
from winset.settlement.records import WorldAnswer
from winset.settlement.survey import Survey, survey
from winset.settlement.winsets import written_ratifier


def flips(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
) -> FlipsResult:
    """What would change the answer: the value of each input, alone, at which a verdict is another.

    The verdicts are what becomes of the deals asked about and of every kind of deal with a name, and whether a ratifier
    refuses them all; over all worlds that unknown conditions span, as in `deals`. Inputs are numbers and the ends of
    ranges, entries that may fall away, levels of conditions, variants, and answers that are open. Each is turned with
    all others as they are; no two are turned together.

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: shows the tripwires at this party's ratifiers first.

    Raises:
        CaseError: the question names something that the case does not have.
        TooManyPackagesError: there are too many packages to go through, over all worlds.
        TooFineError: numbers of the case are too large or too fine to be added exactly.
    """
    question = ask(case, world, (), where, party)
    models = [question.model(each) for each in question.worlds]
    check_size(models[0], len(models))
    cases = Cases(question, named_kinds(case.file, models))
    now = cases.in_worlds(case.file, question.worlds)
    found, seen = _grounds(question, cases, models)
    searching = _Searching(cases, overall(now))
    for number in models[0].vetoes:
        grounds = [(model, each[number]) for model, each in zip(models, seen, strict=True)]
        searching.ratifier(grounds, written_ratifier(case, models[0].ratifiers[number]))
    searching.couplings()
    searching.levels(now)
    searching.variants()
    return FlipsResult(
        about=about(question, found, ()),
        verdict=Verdict(searching.now["deals", ""]),
        blocking=tuple(subject for (of, subject), said in searching.now.items() if (of, said) == ("blocks", "blocks")),
        tripwires=tuple(sorted(searching.tripwires, key=lambda row: _order(row, party))),
        tried=len(searching.tried),
        quiet=len(searching.tried - {row.path for row in searching.tripwires}),
        unknowns=tuple(searching.unknowns),
        settling=tuple(searching.settling),
        unsearched=tuple(searching.unsearched),
        worlds=tuple(_world_answer(each) for each in now),
    )


def _grounds(question: Question, cases: Cases, models: Sequence[Model]) -> tuple[Survey, list[dict[int, Ground]]]:
    """The pass over the packages of the first world, and in each world the packages as every veto sees them."""
    surveys, seen = [], []
    for model in models:
        written = [written_ratifier(question.case, who) for who in model.ratifiers]
        kinds = [TRUE, *(model.formula(question.case.file.patterns[name]) for name in cases.named)]
        gatherer = GroundsOf(model, written, kinds)
        surveys.append(survey(model, question.formula(model), [gatherer]))
        seen.append(gatherer.grounds())
    return surveys[0], seen


def _world_answer(found: InWorld) -> WorldAnswer:
    return WorldAnswer(tuple(found.world.items()), found.verdict, found.deals, found.sure, found.possible)


class _Searching:
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

    def ratifier(self, grounds: Sequence[tuple[Model, Ground]], written: Ratifier) -> None:
        """Everything about one ratifier that others do not depend on."""
        turning = Turning.of(self.case.file, written, self.now, self.cases.named, grounds)
        at = turning.who.path
        for dial in dials(written, at):
            if isinstance(dial, Unsearched):
                self.unsearched.append(dial)
            else:
                self.number(turning, dial)
        for path, change, to in _entries(self.entries, written, at):
            self.tried.add(case_path(path))
            self.keep("dropped", path, change, turning.verdicts(turning.judged(to)))
        self.open_answers(turning)

    def number(self, turning: Turning, dial: Dial) -> None:
        """The nearest values on either side at which each verdict flips."""
        path = case_path(dial.path)
        try:
            found = list(turning.number(dial))
        except TooFineError:
            why = "numbers are too large or too fine to be added exactly on the way"
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
                )
            )

    def open_answers(self, turning: Turning) -> None:
        """Its open answers, all turned to yes, and all to no."""
        judgings = turning.judged(turning.written)
        if all(bool((judging.accepts | judging.refuses).all()) for judging in judgings):
            return
        who = turning.who
        self.unknowns.append(who.id)
        self.tried.add(who.id)
        both = {word: turning.settled(judgings, accepts=accepts) for word, accepts in (("yes", True), ("no", False))}
        for word, said in both.items():
            self.keep("answer", who.path, word, said)
        if both["yes"] != both["no"]:
            self.settling.append(who.id)

    def couplings(self) -> None:
        """Couplings that fall away."""
        for id_ in self.case.file.never:
            never = {key: value for key, value in self.case.file.never.items() if key != id_}
            file = self.case.file.model_copy(update={"never": never})
            self.tried.add(f"never.{id_}")
            self.keep("dropped", ("never", id_), "dropped", self.cases.verdicts(file, self.worlds))

    def levels(self, now: Sequence[InWorld]) -> None:
        """Conditions at another level; of one that nobody knows, at any."""
        for id_, condition in self.case.file.conditions.items():
            path = ("conditions", id_, "now")
            self.tried.add(case_path(path))
            unknown = condition.now == "unknown" and id_ not in self.question.fixed
            said = []
            for level in condition.options:
                if unknown:
                    said.append(overall([each for each in now if each.world[id_] == level]))
                elif level != self.worlds[0][id_]:
                    there = [{**world, id_: level} for world in self.worlds]
                    said.append(self.cases.verdicts(self.case.file, there))
                else:
                    continue
                self.keep("level", path, level, said[-1])
            if unknown:
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
                said = self.cases.verdicts(file, self.cases.worlds(file))
            except (CaseError, KeyError):  # it contests what an applied one does, or the question needs what it drops
                self.unsearched.append(Unsearched(f"variants.{id_}", "it cannot be applied to the question as it is"))
                continue
            self.tried.add(f"variants.{id_}")
            self.keep("variant", ("variants", id_), id_, said)

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


def _order(row: Tripwire, party: str | None) -> tuple[Any, ...]:
    """Numbers before the rest; those that flip what becomes of the deals first, rules last, and then the nearest."""
    other = party is not None and row.path.partition(".")[0] != party
    whole = min((_RANK[each.of] for each in row.flips), default=3)
    of_rule = "rule" in row.path.split(".")[2:]
    return other, row.kind != "number", whole, of_rule, row.nearness or Fraction(0), row.path, row.change


_RANK: Mapping[str, int] = {"deals": 0, "blocks": 1, "pattern": 2}
