"""How sure are the verdicts of a settlement, on what do they depend, and what would it be worth to find out?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from hashlib import sha256
from itertools import islice, product
from pathlib import Path

import numpy as np

from winset.case.load import Case
from winset.case.patterns import Pattern
from winset.case.problems import CaseError
from winset.doubt.chances import Chance
from winset.doubt.drivers import Driver, drivers
from winset.doubt.finding import changing, of_everything, of_one
from winset.doubt.inputs import Input, inputs_of, linked_of
from winset.doubt.methods import methods_of
from winset.doubt.reading import doubted
from winset.doubt.records import Doubted, DoubtResult, DrawnInput, Driven, FoundOut, ReadingOf
from winset.doubt.running import Progress, run
from winset.doubt.sampling import Sampler, Uniforms, mixed
from winset.doubt.verdicts import Judged
from winset.doubt.work import Task, block, put_together, verdicts_of
from winset.model.poll_error import DRIFT, HOUSE
from winset.settlement.about import ENUMERATION
from winset.settlement.blockers import blockers
from winset.settlement.drawn import Asked, SettlementDraws
from winset.settlement.drawn_stage import check_room
from winset.settlement.flip_records import FlipsResult
from winset.settlement.flips import flips
from winset.settlement.question import Question, ask
from winset.settlement.unlock import unlock
from winset.version import __version__

BLOCK = 1_000
READING_DRAWS = 2_000
DRIVING_DRAWS = 1_024
MOST_GROUPS = 60
VALUES, EACH = 48, 64
"""For what finding out is worth: how many values of an input, and how many draws of the others at each."""

MOST_COMBINED = 64
"""Combinations of readings that are averaged."""

_MATTERS = 0.01
_DRIVING, _OTHER = 2**30, 2**30 + 1


def doubt(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    party: str | None = None,
    draws: int = 10_000,
    seed: int = 1,
    workers: int = 1,
    cluster: str | None = None,
    folder: Path | None = None,
    resume: bool = False,
    reading_draws: int = READING_DRAWS,
    progress: Progress | None = None,
    flipping: FlipsResult | None = None,
) -> DoubtResult:
    """How sure is each verdict, on what does it depend, and what would it be worth to find out?

    Every uncertain number is drawn many times, and every verdict judged in each draw: what becomes of the deals and of
    each kind with a name, who blocks, conflict sets, and whether unlocks work. Contested readings, and worlds of
    unknown conditions, are crossed with the draws and never averaged, unless the case gives weights.

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        where: which deals are asked about: a pattern, its name, or `issue=option,option`.
        party: for whom finding out is valued, where its lead has points; and whose unlocks are looked at.
        draws: how many; rounded up to whole blocks of a thousand.
        seed: the same seed gives the same draws, for any number of workers.
        workers: how many processes share the work.
        cluster: the address of a Dask scheduler that does the work instead.
        folder: where blocks are kept, so that an interrupted run can be resumed.
        resume: go on with the blocks that the folder has.
        reading_draws: how many for each contested reading and each unknown world; with none they are left out.
        progress: is told how far it has come.
        flipping: what `flips` answers to the same question, where it has been asked already.

    Raises:
        CaseError: the question names something that the case does not have, or the folder is of another question.
        TooManyPackagesError: there are too many packages to go through in draws.
    """
    question = ask(case, world, (), where, party)
    check_room(question.model(question.worlds[0]))
    asked = _asked(case, world, where, party)
    task = _task(question, asked, seed)
    wanted = max(-(-draws // BLOCK), 1)
    found = run(task, wanted, workers=workers, cluster=cluster, folder=folder, resume=resume, progress=progress)
    verdicts = doubted(verdicts_of(task), found.arrays)
    driven, groups = _driven(task, verdicts)
    worth = tuple(_found_out(task, verdicts, groups))
    everything = inputs_of(case)
    tripwires = flipping if flipping is not None else flips(case, world=world, where=where, party=party)
    few = min(wanted * BLOCK, reading_draws)
    readings = tuple(_readings(question, asked, seed, few)) if few else ()
    written = case.file.doubt
    used = methods_of(everything, bounded=_bounded(verdicts), driven=driven, found=worth)
    return DoubtResult(
        about=replace(tripwires.about, methods=tuple(used), inputs=(), engine=ENUMERATION, exact=found.complete),
        draws=found.draws,
        wanted=wanted * BLOCK,
        seed=seed,
        verdicts=verdicts,
        readings=readings,
        averaged=tuple(_averaged(question, asked, seed, verdicts)),
        driven=driven,
        tripwires=tuple(row for row in tripwires.tripwires if any(flip.of == "deals" for flip in row.flips)),
        found=worth,
        inputs=tuple(map(_input, everything)),
        house=written.house.value if written is not None and written.house is not None else HOUSE,
        drift=written.drift.value if written is not None and written.drift is not None else DRIFT,
        notes=found.notes,
    )


def chances(
    case: Case,
    *,
    world: Mapping[str, str] | None = None,
    where: str | Mapping[str, object] | Pattern | None = None,
    draws: int = READING_DRAWS,
    seed: int = 1,
) -> tuple[Doubted, ...]:
    """What becomes of the deals, and who blocks them, in draws: the verdicts of `doubt` alone, in this process.

    Args:
        case: a loaded case.
        world: levels of conditions that differ from now.
        where: which deals are asked about.
        draws: how many; rounded down to whole blocks of a thousand, and one block at the least.
        seed: the same seed gives the same draws.

    Raises:
        CaseError: the question names something that the case does not have.
        TooManyPackagesError: there are too many packages to go through in draws.
    """
    question = ask(case, world, (), where)
    check_room(question.model(question.worlds[0]))
    return _few(question, Asked(), seed, draws)


def _asked(
    case: Case,
    world: Mapping[str, str] | None,
    where: str | Mapping[str, object] | Pattern | None,
    party: str | None,
) -> Asked:
    """The conflict sets and the unlocks of the case as it is stated."""
    conflicts = blockers(case, world=world, where=where).conflicts
    rows = unlock(case, world=world, where=where, party=party).unlocks
    return Asked(
        tuple(row.ratifiers for row in conflicts if row.definite and len(row.ratifiers) > 1),
        tuple(dict.fromkeys(row.levers for row in rows if row.levers)),
    )


def _task(question: Question, asked: Asked, seed: int) -> Task:
    case = question.case
    words = (case.digest, case.variants, question.worlds, question.where_words, question.party, asked, seed, BLOCK)
    digest = sha256(repr((*words, __version__)).encode()).hexdigest()
    sampler = Sampler(inputs_of(case), linked_of(case))
    return Task(sampler, partial(SettlementDraws, question, asked), seed, BLOCK, digest)


def _input(each: Input) -> DrawnInput:
    return DrawnInput(
        each.id, each.words, each.unit, each.low, each.likely, each.high, each.how, each.assumed, each.drawn, each.group
    )


def _readings(question: Question, asked: Asked, seed: int, draws: int) -> Iterator[ReadingOf]:
    """Every world of unknown conditions, and every variant by itself."""
    case = question.case
    first = question.worlds[0]
    for world in question.worlds if len(question.worlds) > 1 else ():
        other = ask(case, world, (), question.where, question.party)
        differs = tuple((id_, level) for id_, level in world.items() if _is_unknown(question, id_))
        yield ReadingOf("", "", "", differs, None, draws, _few(other, asked, seed, draws))
    weights = _weights(case)
    for id_, variant in case.file.variants.items():
        if id_ in case.variants:
            continue
        name, contests = variant.name or id_, variant.contests or ""
        try:
            changed = case.with_variants(id_)
            fixed = {key: first[key] for key in question.fixed}
            other = ask(changed, fixed, (), question.where, question.party)
            verdicts = _few(other, _still_there(changed, asked), seed, draws)
        except (CaseError, KeyError):  # it contests what an applied one does, or the question needs what it drops
            missing = "it cannot be applied to the question as it is"
            yield ReadingOf(id_, name, contests, (), weights.get(id_), 0, (), missing)
            continue
        yield ReadingOf(id_, name, contests, (), weights.get(id_), draws, verdicts)


def _is_unknown(question: Question, condition: str) -> bool:
    return len({world[condition] for world in question.worlds}) > 1


def _few(question: Question, asked: Asked, seed: int, draws: int) -> tuple[Doubted, ...]:
    """The verdicts in the first draws, in this process."""
    task = _task(question, asked, seed)
    blocks = [block(task, number) for number in range(max(draws // BLOCK, 1))]
    return doubted(verdicts_of(task), put_together(blocks))


def _still_there(case: Case, asked: Asked) -> Asked:
    """What is asked about as far as a changed case still has it."""
    ids = {f"{party}.{id_}" for party, held in case.file.parties.items() for id_ in held.ratifiers}
    return Asked(
        tuple(group for group in asked.conflicts if ids.issuperset(group)),
        tuple(levers for levers in asked.unlocks if case.file.levers.keys() >= set(levers)),
    )


def _weights(case: Case) -> dict[str, Fraction]:
    """How likely the case holds each variant to be."""
    written = case.file.doubt.weights if case.file.doubt is not None else {}
    return {id_: share.value for each in written.values() for id_, share in each.shares.items()}


def _averaged(question: Question, asked: Asked, seed: int, base: Sequence[Doubted]) -> Iterator[Doubted]:
    """The verdicts averaged over readings, where the case gives weights; questions are independent of each other."""
    case = question.case
    written = case.file.doubt.weights if case.file.doubt is not None else {}
    if not written:
        return
    choices = []
    for each in written.values():
        shares: list[tuple[str, Fraction]] = [(id_, share.value) for id_, share in each.shares.items()]
        choices.append([*shares, ("", 1 - sum((share for _, share in shares), Fraction(0)))])
    parts: list[tuple[float, dict[tuple[str, str], Doubted]]] = []
    for chosen in islice(product(*choices), MOST_COMBINED):
        ids = [id_ for id_, _ in chosen if id_]
        weight = float(np.prod([float(share) for _, share in chosen]))
        if weight:
            changed = case.with_variants(*ids) if ids else case
            other = ask(changed, {key: question.worlds[0][key] for key in question.fixed}, (), question.where)
            rows = _few(other, _still_there(changed, asked), seed, READING_DRAWS)
            parts.append((weight, {(row.of, row.subject): row for row in rows}))
    for row in base:
        held = [(weight, rows.get((row.of, row.subject))) for weight, rows in parts]
        if all(each is not None and len(each.chances) == len(row.chances) for _, each in held):
            yield _mean(row, [(weight, each) for weight, each in held if each is not None])


def _mean(row: Doubted, parts: Sequence[tuple[float, Doubted]]) -> Doubted:
    def mean(place: int, pick: Callable[[Chance], float]) -> float:
        return sum(weight * pick(each.chances[place]) for weight, each in parts)

    chances = tuple(
        Chance(
            outcome=chance.outcome,
            independent=mean(place, lambda each: each.independent),
            error=(mean(place, lambda each: each.error[0]), mean(place, lambda each: each.error[1])),
            comonotone=None if chance.comonotone is None else mean(place, lambda each: each.comonotone or 0.0),
            bounds=None,
            low=mean(place, lambda each: each.low),
            high=mean(place, lambda each: each.high),
        )
        for place, chance in enumerate(row.chances)
    )
    return Doubted(row.of, row.subject, row.stated, chances, row.moved, row.bears)


def _bounded(verdicts: Sequence[Doubted]) -> bool:
    """Whether a chance has bounds that hold whatever hangs on what."""
    return any(chance.bounds is not None for row in verdicts for chance in row.chances)


def _driven(task: Task, verdicts: Sequence[Doubted]) -> tuple[tuple[Driven, ...], tuple[str, ...]]:
    """The drivers of every verdict, and the groups that drive any; a verdict that never flips has none."""
    groups = [group.id for group in task.sampler.groups][:MOST_GROUPS]
    if not any(row.moved for row in verdicts):
        return tuple(Driven(row.of, row.subject, (), True) for row in verdicts), ()
    ready = verdicts_of(task)
    one, two = (task.sampler.uniforms(number, DRIVING_DRAWS, task.seed) for number in (_DRIVING, _OTHER))

    def margins(frozen: frozenset[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return ready.judge(task.sampler.draws(mixed(one, two, frozen))).margins

    found = drivers(groups, margins)
    rows: list[Driven] = []
    matter: dict[str, None] = {}
    for row, each in zip(verdicts, found, strict=True):
        own: tuple[Driver, ...] = each or ()
        shown = tuple(driver for driver in own if driver.total.high > _MATTERS) if row.moved else ()
        matter.update(dict.fromkeys(driver.group for driver in shown))
        rows.append(Driven(row.of, row.subject, shown, not row.moved))
    return tuple(rows), tuple(matter)


def _found_out(task: Task, verdicts: Sequence[Doubted], groups: Sequence[str]) -> Iterator[FoundOut]:
    """What it is worth to find out everything, and each group that drives some verdict."""
    ready = verdicts_of(task)
    whole = ready.judge(task.sampler.draw(_DRIVING, DRIVING_DRAWS, task.seed))
    about = min(range(len(verdicts)), key=lambda place: verdicts[place].leading.independent, default=0)
    moved = bool(verdicts) and verdicts[about].moved
    if not moved and whole.payoffs is None:
        return
    told = (verdicts[about].of, verdicts[about].subject)
    if whole.payoffs is not None:
        yield FoundOut("", of_everything(whole.payoffs), None, told)
    rows = []
    for group in groups or [each.id for each in task.sampler.groups if whole.payoffs is not None][:MOST_GROUPS]:
        judged = ready.judge(task.sampler.draws(_nested(task, group)))
        rows.append(_one_found_out(group, judged, about, len(verdicts[about].chances), told))
    yield from sorted(rows, key=_worth, reverse=True)


def _worth(row: FoundOut) -> tuple[float, float]:
    return (row.points.value if row.points is not None else 0.0, row.changes.value if row.changes is not None else 0.0)


def _one_found_out(group: str, judged: Judged, about: int, outcomes: int, told: tuple[str, str]) -> FoundOut:
    points = None
    if judged.payoffs is not None:
        points = of_one(judged.payoffs.reshape(-1, VALUES, EACH).mean(axis=2))
    return FoundOut(group, points, changing(judged.codes[about].reshape(VALUES, EACH), outcomes), told)


def _nested(task: Task, group: str) -> Uniforms:
    """Some values of one group, at each of them the same draws of all others."""
    outer = task.sampler.uniforms(_DRIVING, VALUES, task.seed)
    inner = task.sampler.uniforms(_OTHER, EACH, task.seed)
    return {
        id_: np.repeat(outer[id_], EACH, axis=1) if id_ == group else np.tile(inner[id_], (1, VALUES)) for id_ in outer
    }
