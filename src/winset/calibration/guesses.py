"""What obvious guesses say of whether a deal comes into being, scored as a verdict is."""

from collections.abc import Iterator

from winset.calibration.records import Guess
from winset.calibration.scores import CHANCES_OF_VERDICTS, brier_score, log_score
from winset.case.checks.judges import Judges
from winset.case.load import Case
from winset.case.sections import Ratifier
from winset.model.compile import Model
from winset.model.result import Verdict
from winset.model.space import Package
from winset.settlement.baselines import carries, latest_count, latest_poll, most_chosen
from winset.settlement.blocks import single


def guesses(case: Case, model: Model, package: Package | None, *, happened: bool) -> tuple[Guess, ...]:
    """The guesses that say anything: always a deal, the status quo, head counts and the latest polls.

    Head counts and polls are those of vetoes, as `winset deals` prints them beside; the deal fails where any of them
    says no. A poll speaks by what its most chosen answer makes of the package.
    """
    said = [("always_deal", True), ("no_deal", False)]
    asked = Judges(case.file).ratifiers
    vetoes = [asked[model.ratifiers[number].id] for number in model.vetoes]
    counted = [carries(written, latest_count(written)) for written in vetoes if written.counts]
    if counted:
        said.append(("head_count", all(counted)))
    polled = list(_polled(vetoes, model, package)) if package is not None else []
    if polled:
        said.append(("latest_poll", all(polled)))
    return tuple(_guess(id_, says, happened=happened) for id_, says in said)


def _polled(vetoes: list[Ratifier], model: Model, package: Package) -> Iterator[bool]:
    view = single(model.space, package, set())
    for written in vetoes:
        if written.polls:
            _, poll = latest_poll(written)
            _, answer = most_chosen(poll)
            if poll.about is None or bool(view.test(model.formula(poll.about))):
                yield bool(view.test(model.formula(answer.accepts)))


def _guess(id_: str, says: bool, *, happened: bool) -> Guess:
    chance = CHANCES_OF_VERDICTS[(Verdict.RATIFIED if says else Verdict.REFUSED).value]
    return Guess(id_, says, chance, log_score(chance, happened=happened), brier_score(chance, happened=happened))
