"""The numbers of polls that can be turned: shares of answers, one by one or from one to another, and the undecided."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from winset.case.sections import Poll, Ratifier
from winset.case.shape import Path
from winset.case.written import Number
from winset.settlement.flip_dial import LINEAR, Dial, Edit, End, Linear, edited, ends, left_of_hundred, setter

_POINTS = "points of opinion"
_HUNDRED = Fraction(100)


def poll_dials(whole: Ratifier, poll: Poll, at: Path, inside: Path) -> Iterator[Dial]:
    """Shares, up to what is not printed; respondents who give another answer; the undecided."""
    shares = {id_: answer.share.least for id_, answer in poll.answers.items()}
    undecided = poll.undecided.least if poll.undecided is not None and poll.base == "asked" else Fraction(0)
    left = max(Fraction(0), _HUNDRED - sum(shares.values(), Fraction(0)) - undecided)
    error = error_of(poll)
    for id_, answer in poll.answers.items():
        path = (*inside, "answers", id_, "share")
        for end in ends(answer.share):
            room = left if end.is_least else _HUNDRED
            yield _percent(whole, end, at, path, end.now + room, error, LINEAR)
    for source, share in shares.items():
        for target in shares:
            if source != target and share:
                yield Dial(
                    (*at, *inside, "answers", source, "share"),
                    _POINTS,
                    Fraction(0),
                    Fraction(0),
                    share,
                    _mover(whole, inside, shares, source, target),
                    about=f"moved from `{source}` to `{target}`",
                    spread=error,
                )
    if poll.undecided is not None:
        linear = Linear(support=left_of_hundred) if poll.base == "asked" else LINEAR
        for end in ends(poll.undecided):
            room = left if poll.base == "asked" and end.is_least else _HUNDRED
            yield _percent(whole, end, at, (*inside, "undecided"), end.now + room, error, linear)


def _percent(
    whole: Ratifier, end: End, at: Path, path: Path, highest: Fraction, error: Fraction | None, linear: Linear
) -> Dial:
    low = end.low if end.low is not None else Fraction(0)
    high = min(highest, _HUNDRED, end.high if end.high is not None else _HUNDRED)
    spread = end.spread if end.spread is not None else error
    set_to = setter(whole, path, end)
    return Dial(end.path((*at, *path)), _POINTS, end.now, low, max(high, end.now), set_to, spread=spread, linear=linear)


def error_of(poll: Poll) -> Fraction | None:
    """The error of a poll in points: as printed, or that of a sample of so many at worst, 19 times in 20."""
    if poll.margin is not None and poll.margin.value:
        return poll.margin.value
    if poll.n is None or not poll.n.least:
        return None
    return Fraction(round(980 / float(poll.n.least) ** 0.5), 10) or None


def _mover(whole: Ratifier, inside: Path, shares: Mapping[str, Fraction], source: str, target: str) -> Edit:
    def move(points: Fraction) -> Ratifier:
        out = edited(whole, (*inside, "answers", source, "share"), lambda _: _plain(shares[source] - points))  # type: Ratifier
        moved: Ratifier = edited(out, (*inside, "answers", target, "share"), lambda _: _plain(shares[target] + points))
        return moved

    return move


def _plain(value: Fraction) -> Number:
    return Number.model_validate({"is": value})
