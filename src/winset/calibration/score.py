"""Cases, as they stand, held against what happened; and the means over them, beside those of obvious guesses."""

import os
from collections.abc import Iterator, Sequence
from fractions import Fraction
from hashlib import sha256
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from winset.calibration.bracket import PER_CENT, VOTES, bracket
from winset.calibration.chance import DRAWS, SEED, ChanceOf, chance_of_draws, chance_of_verdict
from winset.calibration.fit import check_fit
from winset.calibration.guesses import guesses
from winset.calibration.outcome import OUTCOME_FILE, Happening, Outcome, read_outcome
from winset.calibration.records import GUESSES, MeanGuess, Means, Scored, ScoreResult, Voted
from winset.calibration.scores import SCORING_RULES, covers
from winset.case.load import Case, bundled, load
from winset.case.problems import CaseError, Problem, quoted
from winset.case.withheld import Withheld
from winset.model.compile import Model
from winset.model.names import names_of
from winset.model.result import About, Verdict
from winset.model.space import Package
from winset.settlement.about import ENUMERATION
from winset.settlement.blockers import blockers
from winset.settlement.question import ask
from winset.settlement.records import BlockersResult
from winset.version import __version__


def score(*cases: Case | str | os.PathLike[str]) -> ScoreResult:
    """How well do cases do against what happened, beside obvious guesses?

    The chance of each deal is from draws of the case, and from its verdict alone where nothing drawn bears on it. Only
    here are outcomes read; no answer of any case rests on one.

    Args:
        cases: loaded cases, bundled names, or paths of folders with a `case.yaml` and an `outcome.yaml`; by default
            every bundled case that has an outcome. One that is named twice counts once.

    Raises:
        CaseError: a case or an outcome has problems, or there is no outcome beside a case; all of them are told.
    """
    rows: list[Scored] = []
    abouts: list[About] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    problems: list[Problem] = []
    more = 0
    for each in cases or with_outcomes():
        try:
            case = each if isinstance(each, Case) else load(each)
            if (case.digest, case.variants) in seen:
                continue
            seen.add((case.digest, case.variants))
            outcome = outcome_of(case)
            check_fit(outcome, case)
            rows.append(scored(case, outcome, chance_of_draws))
            abouts.append(_put(case, outcome).about)
        except CaseError as error:
            problems += error.problems
            more += error.more
    if problems:
        raise CaseError(dict.fromkeys(problems), more)
    return ScoreResult(_heading(abouts), DRAWS, SEED, tuple(rows), means(rows))


def outcome_of(case: Case) -> Outcome:
    """What happened, from the file beside a case.

    Raises:
        CaseError: there is none, or it has problems.
    """
    beside = _beside(case.name)
    if not beside.is_file():
        what = f"there is no {quoted(OUTCOME_FILE)} beside the case {quoted(case.name)}"
        mend = "write what happened there, or leave the case out; a redacted case is looked for in this folder only"
        raise CaseError([Problem(what, mend)])
    with as_file(beside) as path:
        return read_outcome(path)


def _beside(name: str) -> Traversable:
    """Where the outcome of a case would be: by the name that it was loaded by, for a redacted case keeps no folders."""
    path = Path(name)
    if path.is_dir():
        return path / OUTCOME_FILE
    return path.with_name(OUTCOME_FILE) if path.is_file() else files("winset.cases") / name / OUTCOME_FILE


def scored(case: Case, outcome: Outcome, chance_of: ChanceOf = chance_of_verdict) -> Scored:
    """Score the chance of the deal that came into being, or of any deal where its text is not recorded or not put.

    Args:
        case: the case as it stands.
        outcome: what happened.
        chance_of: what gives the chance; by default the verdict alone.

    Raises:
        CaseError: the outcome names what the case does not have.
    """
    check_fit(outcome, case)
    found = _put(case, outcome)
    was_put = found.verdict is not Verdict.NO_DEALS
    where = dict(outcome.text) if was_put else {}
    found = found if was_put else blockers(case)
    question = ask(case)
    model = question.model(question.worlds[0])
    package = model.space.package(found.package.number) if was_put and found.package is not None else None
    return Scored(
        case=case.name,
        title=case.file.title,
        as_of=case.file.as_of,
        verdict=found.verdict,
        was_put=was_put,
        happened=outcome.ratified,
        hindsight=outcome.hindsight,
        chance=chance_of(case, where, found.verdict),
        blocks=tuple(row.ratifier for row in found.stands if row.veto and row.blocks),
        blocked=outcome.blocked,
        votes=tuple(_votes(case, outcome, model, package)),
        guesses=guesses(case, model, package, happened=outcome.ratified),
        names=names_of(case.file),
    )


def means(rows: Sequence[Scored]) -> Means:
    """The mean scores.

    Raises:
        ValueError: there are no cases.
    """
    if not rows:
        raise ValueError("there are no cases to score")
    return Means(
        n=len(rows),
        ratified=sum(row.happened for row in rows),
        hindsight=sum(bool(row.hindsight) for row in rows),
        log_score=_mean([row.log_score for row in rows]),
        log_ends=(_mean([row.log_ends[0] for row in rows]), _mean([row.log_ends[1] for row in rows])),
        brier=_mean_brier([row.brier for row in rows]),
        verdicts=_right([row.matches for row in rows]),
        blockers=_right([row.blockers_match for row in rows]),
        votes=_right([each.covered for row in rows for each in row.votes]),
        guesses=tuple(_mean_guesses(rows)),
    )


def _mean_guesses(rows: Sequence[Scored]) -> Iterator[MeanGuess]:
    for id_ in GUESSES:
        said = [(row, guess) for row in rows for guess in row.guesses if guess.id == id_]
        if said:
            yield MeanGuess(
                id_,
                len(said),
                _mean([guess.log_score for _, guess in said]),
                _mean_brier([guess.brier for _, guess in said]),
                (_mean([row.log_score for row, _ in said]), _mean_brier([row.brier for row, _ in said])),
            )


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / len(scores)


def _mean_brier(scores: Sequence[Fraction]) -> Fraction:
    return sum(scores, Fraction(0)) / len(scores)


def _right(said: Sequence[bool | None]) -> tuple[int, int]:
    """How many are right, of those that say anything."""
    told = [each for each in said if each is not None]
    return sum(told), len(told)


def with_outcomes() -> tuple[str, ...]:
    """The names of the bundled cases that have an outcome."""
    folder = files("winset.cases")
    return tuple(each.name for each in bundled() if (folder / each.name / OUTCOME_FILE).is_file())


def _put(case: Case, outcome: Outcome) -> BlockersResult:
    """What becomes of the recorded text, or of all deals where none is recorded."""
    return blockers(case, where=dict(outcome.text) or None)


def _votes(case: Case, outcome: Outcome, model: Model, package: Package | None) -> Iterator[Voted]:
    for each in (happening for group in outcome.happenings.values() for happening in group):
        recorded, unit = (each.per_cent_for, PER_CENT) if each.votes_for is None else (each.votes_for, VOTES)
        if each.of is not None and recorded is not None:
            yield _voted(case, model, package, each, each.of, recorded, unit)


def _voted(
    case: Case, model: Model, package: Package | None, each: Happening, of: str, recorded: Fraction, unit: str
) -> Voted:
    name = each.body or each.where or ""
    day = str(each.date) if each.date is not None else ""
    if package is None:
        basis = "its text was not on the table"
        return Voted(of, name, day, unit, recorded, None, None, basis, None)
    found = bracket(case, model, package, of, SEED, DRAWS)
    if found is None or found.unit != unit:
        basis = "the case has no such number"
        return Voted(of, name, day, unit, recorded, None, None, basis, None)
    least, most = found.least, found.most
    return Voted(of, name, day, unit, recorded, least, most, found.basis, covers(least, most, recorded))


def _heading(abouts: Sequence[About]) -> About:
    """The heading of an answer about several cases: their names together, as of the latest of them."""
    return About(
        case=", ".join(about.case for about in abouts),
        title="What cases said, against what happened",
        as_of=max(about.as_of for about in abouts),
        digest=sha256("".join(about.digest for about in abouts).encode()).hexdigest(),
        variants=(),
        world=(),
        where="",
        party=None,
        packages=sum(about.packages for about in abouts),
        deals=sum(about.deals for about in abouts),
        stated=any(about.stated for about in abouts),
        methods=tuple(rule.id for rule in SCORING_RULES),
        engine=ENUMERATION,
        exact=False,
        version=__version__,
        withheld=_withheld([about.withheld for about in abouts if about.withheld is not None]),
    )


def _withheld(parts: Sequence[Withheld]) -> Withheld | None:
    """How much of all cases is not shown."""
    if not parts:
        return None
    return Withheld(parts[0].level, sum(part.sources for part in parts), sum(part.inputs for part in parts))
