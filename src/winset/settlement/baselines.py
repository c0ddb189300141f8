"""The obvious guesses, printed beside the answer, also when they do as well.

Head count: the declared votes alone, under the rule. Latest poll: the larger of for and against. Status quo: nothing
changes. Compromise: the middle of what the leads like best on each issue (Thomson, Stokman, Achen and Koenig 2006,
without saliences).
"""

from fractions import Fraction

from winset.case.load import Case
from winset.case.rules import MAJORITY_CAST
from winset.case.sections import Answer, Count, Poll, Ratifier
from winset.model.compile import Model
from winset.model.logic import YES
from winset.model.result import Verdict
from winset.model.tally import Pool, Tally, Voter, judge, rule_tests
from winset.model.view import Ballots
from winset.settlement.answers import said_of
from winset.settlement.levels import option_order
from winset.settlement.records import Baseline


def baselines(case: Case, model: Model, verdict: Verdict) -> tuple[Baseline, ...]:
    """What head counts, latest polls, the status quo and the compromise say, and whether the answer agrees."""
    rows = [_status_quo(verdict)]
    for who in model.ratifiers:
        written = case.file.parties[who.party].ratifiers[who.id.partition(".")[2]]
        if written.counts:
            rows.append(_head_count(who.id, who.name, written, verdict))
        if written.polls:
            rows.append(_latest_poll(who.id, who.name, written))
    compromise = _compromise(model, verdict)
    return tuple(rows + ([compromise] if compromise else []))


def _agrees(says_yes: bool, verdict: Verdict) -> bool | None:
    """Whether a guess of yes or no is what the answer says; an open answer agrees with neither."""
    if verdict is Verdict.OPEN:
        return None
    return says_yes == (verdict is Verdict.RATIFIED)


def _status_quo(verdict: Verdict) -> Baseline:
    return Baseline("status_quo", "Always the status quo", "no deal", _agrees(False, verdict))


def _head_count(ratifier: str, name: str, written: Ratifier, verdict: Verdict) -> Baseline:
    """The latest count under the rule, as if those who have not declared were not there."""
    count = latest_count(written)
    ayes, noes = _declared(count)
    carried = carries(written, count)
    says = f"{name}: {_whole(ayes)} to {_whole(noes)}{_dated(count)}, {'carried' if carried else 'not carried'}"
    return Baseline(f"head_count.{ratifier}", "Head count of the declared", says, _agrees(carried, verdict))


def latest_count(written: Ratifier) -> Count:
    """The head count of the latest date.

    Raises:
        ValueError: there is none.
    """
    return max(written.counts.values(), key=lambda count: str(count.date or ""))


def carries(written: Ratifier, count: Count) -> bool:
    """Whether a count passes the rule, as if those who have not declared were not there."""
    ayes, noes = _declared(count)
    scale = ayes.denominator * noes.denominator
    voters = ((Voter(int(ayes * scale), int(ayes * scale)), (0,)), (Voter(int(noes * scale), int(noes * scale)), (1,)))
    tally = Tally((Pool(voters, None),), scale)
    holds, _ = judge(rule_tests(written.rule or MAJORITY_CAST), tally, (Ballots(yes=YES), Ballots(no=YES)))
    return bool(holds)


def _declared(count: Count) -> tuple[Fraction, Fraction]:
    return count.ayes.value, count.noes.value if count.noes is not None else Fraction(0)


def latest_poll(written: Ratifier) -> tuple[str, Poll]:
    """The poll of the latest date, with its id.

    Raises:
        ValueError: there is none.
    """
    return max(written.polls.items(), key=lambda pair: str(pair[1].field or ""))


def most_chosen(poll: Poll) -> tuple[str, Answer]:
    """The answer that most people chose, with its id."""
    return max(poll.answers.items(), key=lambda pair: pair[1].share.value)


def _latest_poll(ratifier: str, name: str, written: Ratifier) -> Baseline:
    """The most chosen answer of the latest item."""
    poll_id, poll = latest_poll(written)
    answer_id, answer = most_chosen(poll)
    words = answer.text or answer_id.replace("_", " ")
    says = f"{name}: {words} {_whole(answer.share.value)} %{_dated(poll)}"
    return Baseline(f"latest_poll.{ratifier}", f"Latest poll ({poll_id})", says, None)


def _dated(reading: Count | Poll) -> str:
    day = reading.date if isinstance(reading, Count) else reading.field
    return f" ({day})" if day is not None else ""


def _whole(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"


def _compromise(model: Model, verdict: Verdict) -> Baseline | None:
    """The middle of the leads' best options, issue by issue, where every issue has an order for some lead."""
    digits: list[int] = []
    for issue, dimension in enumerate(model.space.dimensions):
        orders = [option_order(model, who, issue) for who in model.ratifiers if who.lead]
        best = [order[1][0] for order in orders if order is not None]
        if not best or not dimension.ordered:
            return None
        digits.append(round(Fraction(sum(best), len(best))))
    number = model.space.number(tuple(digits))
    said = said_of(model, number)
    passes = all(said[veto].accepts for veto in model.vetoes)
    words = ", ".join(f"{issue} {option}" for issue, option in model.space.describe(tuple(digits)).items())
    return Baseline("compromise", "Middle of what the leads like best", words, _agrees(passes, verdict))
