"""From what verdicts come to in draws to the chances of their outcomes."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from winset.doubt.chances import chances_of, not_refused
from winset.doubt.records import Doubted
from winset.doubt.verdicts import Verdicts
from winset.model.draws import Draws

_REFUSED = "refused"


def stated_codes(verdicts: Verdicts) -> npt.NDArray[np.int8]:
    """The outcomes as the case has them, nothing being drawn: shape (verdicts,)."""
    return verdicts.judge(Draws(1, {}, {})).codes[:, 0]


def doubted(verdicts: Verdicts, arrays: Mapping[str, npt.NDArray[np.generic]]) -> tuple[Doubted, ...]:
    """Every verdict with its chances."""
    stated = stated_codes(verdicts)
    codes, together, margins = arrays["codes"], arrays["comonotone"], arrays["margins"]
    rows = []
    for place, subject in enumerate(verdicts.subjects):
        own = codes[place].astype(np.int8)
        is_joint = f"singly_{place}" in arrays and len(subject.parts) > 1
        bounds: list[tuple[float, float] | None] = [None] * len(subject.outcomes)
        if is_joint and _REFUSED in subject.outcomes:
            singly = arrays[f"singly_{place}"].astype(np.bool_)
            low, high = not_refused(singly, arrays[f"through_{place}"].astype(np.int64), own.size)
            bounds[subject.outcomes.index(_REFUSED)] = (1 - high, 1 - low)
        rows.append(
            Doubted(
                of=subject.of,
                subject=subject.subject,
                stated=subject.outcomes[stated[place]],
                chances=chances_of(
                    subject.outcomes, own, together[place].astype(np.int8) if is_joint else None, bounds
                ),
                moved=bool((own != own[0]).any() or own[0] != stated[place]),
                bears=_varies(margins[place].astype(np.float64)),
            )
        )
    return tuple(rows)


def _varies(margins: npt.NDArray[np.float64]) -> bool:
    """Whether what is drawn moves a margin at all."""
    finite = margins[np.isfinite(margins)]
    return bool(finite.size and np.ptp(finite) > 0)
