"""The answer to `score` in sentences: how well cases did against what happened, and whether a guess did better."""

from fractions import Fraction

from winset.calibration.records import GUESSES, MeanGuess, Scored, ScoreResult, Voted
from winset.case.problems import visible
from winset.model.result import Verdict
from winset.show.names import Names
from winset.show.words import count, counted, few, listed, midway, number, opening, spoken

_NAMED = 3
_FEW = 30  # so few cases tell little of how well chances are calibrated
VERDICTS = {
    Verdict.RATIFIED: "ratified",
    Verdict.OPEN: "open",
    Verdict.REFUSED: "refused",
    Verdict.NO_DEALS: "no deals to ask about",
}


def score_sentence(result: ScoreResult) -> str:
    """The answer in one sentence."""
    found = result.means
    right, said = found.verdicts
    best = max(found.guesses, key=lambda each: (each.n, each.log_score))
    scores = f"{points(found.log_score)}, and {_beside(best)}."
    if found.n == 1:
        verdict = "left it open" if not said else "was right" if right else "was wrong"
        return f"The verdict {verdict}; the log score is {scores}"
    told = [f"was right in {count(right)}"] if right else []
    told += [f"left {count(found.n - said)} open"] if found.n > said else []
    told += [f"was wrong in {count(said - right)}"] if said > right else []
    verdicts = f"Of {counted(found.n, 'case')} the verdict {listed(told)}"
    return f"{verdicts}; the mean log score is {scores}"


def score_explain(result: ScoreResult) -> tuple[str, ...]:
    """Further short sentences: hindsight, what was wrong, votes, guesses, ends, where chances come from, the scale."""
    parts = (_hindsight, _wrong, _votes, _blockers, _guesses, _ends, _chances, _scale)
    return tuple(text for part in parts if (text := part(result)))


def points(score: float | Fraction) -> str:
    """A score with two decimals; never minus nothing."""
    text = f"{float(score):.2f}"
    return "0.00" if text == "-0.00" else text


def names_of_case(row: Scored) -> Names:
    """The names of one of the cases."""
    return Names({path: visible(name) for path, name in row.names})


def who(each: Voted, names: Names) -> str:
    """Whose vote it was: a ratifier by name, a body inside one as what happened names it."""
    if each.of.count(".") == 1:
        return names.ratifier(each.of)
    return opening(visible(each.name) or spoken(each.of.rpartition(".")[2]))


def amount(value: Fraction, unit: str) -> str:
    """A number of votes, or per cent with at most one decimal."""
    if unit == "votes":
        return number(value)
    return f"{float(value):.1f}".removesuffix(".0") + " %"


def guess_name(id_: str) -> str:
    """An obvious guess in words."""
    return GUESSES[id_]


def _beside(best: MeanGuess) -> str:
    mean = best.of_cases[0]
    does = "does better" if best.log_score > mean else "does worse" if best.log_score < mean else "does as well"
    return f"the guess “{midway(guess_name(best.id)).lower()}” {does} ({points(best.log_score)})"


def _hindsight(result: ScoreResult) -> str:
    found = result.means
    parts = []
    if found.n > 1 and found.ratified in (0, found.n):
        parts.append(f"all {count(found.n)} deals {'were ratified' if found.ratified else 'failed'}")
    if found.hindsight:
        written = "was" if found.hindsight == 1 else "were"
        parts.append(f"{counted(found.hindsight, 'case')} {written} written by people who knew how it ended")
    if found.n < _FEW:
        parts.append(f"n = {found.n} is too few to say that chances are calibrated")
    return f"Read with care: {listed(parts)}." if parts else ""


def _wrong(result: ScoreResult) -> str:
    rows = [row for row in result.cases if row.matches is False]
    said = [
        f"{visible(row.case)} ({VERDICTS[row.verdict]}" + ("" if row.was_put else _NOT_PUT) + ")"
        for row in rows[:_NAMED]
    ]
    return f"Wrong: {few(said, _NAMED, len(rows))}." if said else ""


_NOT_PUT = ", every deal on the table; the text that came into being was not among them"


def _votes(result: ScoreResult) -> str:
    inside, bracketed = result.means.votes
    if not bracketed:
        return ""
    outside = [
        f"{midway(who(each, names_of_case(row)))}, {amount(each.recorded, each.unit)} and not {ends(each)}"
        for row in result.cases
        for each in row.votes
        if each.covered is False
    ]
    text = f"{count(inside)} of {count(bracketed)} recorded votes lie between the ends that the cases give"
    return f"{text}; outside: {few(outside, _NAMED)}." if outside else f"{text}."


def ends(each: Voted) -> str:
    """The ends that a case puts a vote between: `61 to 67`."""
    if each.least is None or each.most is None:
        return "-"
    if each.least == each.most:
        return amount(each.least, each.unit)
    return f"{amount(each.least, each.unit).removesuffix(' %')} to {amount(each.most, each.unit)}"


def _blockers(result: ScoreResult) -> str:
    right, told = result.means.blockers
    return f"Who stopped the deal, or that nobody did, is right in {count(right)} of {count(told)}." if told else ""


def _guesses(result: ScoreResult) -> str:
    said = [
        f"{midway(guess_name(each.id)).lower()} {points(each.log_score)} over {count(each.n)} "
        f"(the cases there {points(each.of_cases[0])})"
        for each in result.means.guesses
    ]
    return f"Obvious guesses beside, by mean log score: {'; '.join(said)}."


def _ends(result: ScoreResult) -> str:
    low, high = result.means.log_ends
    if points(low) == points(high):
        return ""
    return (
        f"With what is open read against what happened, and then for it, the mean is {points(low)} to {points(high)}."
    )


def _chances(result: ScoreResult) -> str:
    drawn = sum(row.chance.basis.endswith("draws") for row in result.cases)
    alone = len(result.cases) - drawn
    parts = []
    if drawn:
        parts.append(f"from draws in {counted(drawn, 'case')}, the middle between surely ratified and not refused")
    if alone:
        parts.append(
            f"from the verdict alone in {count(alone)}, where no draw can tell: ratified 2/3, open 1/2, refused 1/3"
        )
    return f"Chances are {'; '.join(parts)}."


def _scale(_result: ScoreResult) -> str:
    return "Log scores are 0 at best and a coin has -0.69; Brier scores are 0 at best and a coin has 0.25."
