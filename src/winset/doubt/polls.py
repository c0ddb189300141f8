"""How a poll is drawn: its answers, those that were not printed and the undecided as shares of one whole.

The share s of an answer has the variance s(1 - s) of a multinomial, times the spread that `winset.model.poll_error`
works out, and two answers the covariance -s t times it: the normal approximation.

Shares below 0 are cut off and the others shrink to fit; they are rounded to a tenth of a point and still add up to 100.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from winset.doubt.distributions import Pert
from winset.model.draws import Drawn, Path

Floats = npt.NDArray[np.float64]
SHARE_SCALE = 10
_WHOLE = 100 * SHARE_SCALE
_NOBODY = 1e-9


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a poll: where it stands in the case (None for what is not printed), and its range in per cent.

    accepts: whether those who chose it accept anything.
    """

    path: Path | None
    pert: Pert
    accepts: bool = False


@dataclass(frozen=True, slots=True)
class Polled:
    """A poll as it is drawn. spread: 1/n + 1/n_house + years/n_drift.

    shares: the answers and the undecided, as printed; what is left of 100 comes after them.
    """

    shares: tuple[Share, ...]
    spread: float

    @property
    def ranged(self) -> tuple[int, ...]:
        """The numbers of the shares that are ranges."""
        return tuple(number for number, share in enumerate(self.shares) if share.pert.low != share.pert.high)

    @property
    def columns(self) -> int:
        """How many columns a draw takes: one for each share and the rest, and one for each range."""
        return len(self.shares) + 1 + len(self.ranged)

    def centres(self, levels: Floats) -> Floats:
        """The shares without error, of a whole of 1: shape (shares and the rest, draws). levels: of the ranges."""
        found = np.empty((len(self.shares) + 1, levels.shape[-1]))
        for number, share in enumerate(self.shares):
            found[number] = float(share.pert.low) / 100
        for row, number in enumerate(self.ranged):
            found[number] = self.shares[number].pert.between(levels[row]) / 100
        printed = found[:-1].sum(axis=0)
        found[:-1] /= np.maximum(printed, 1.0)  # ranges that add up to more than the whole shrink to it
        found[-1] = np.maximum(1.0 - printed, 0.0)
        return found

    def drawn(self, normals: Floats, levels: Floats, factor: Floats | None, loading: float) -> dict[Path, Drawn]:
        """The shares in every draw, in tenths of a point.

        normals: shape (shares and the rest, draws). levels: of the ranges, shape (ranges, draws). factor: what moves
        this poll together with others, shape (draws,), and how much of the share of accepting answers it drives.
        """
        centres = self.centres(levels)
        roots = np.sqrt(centres)
        if factor is not None:
            normals = _driven(normals, self._direction(centres, roots), factor, loading)
        errors = roots * normals - centres * (roots * normals).sum(axis=0)
        shares = np.maximum(centres + np.sqrt(self.spread) * errors, 0.0)
        whole = _rounded(shares / shares.sum(axis=0))
        return {
            share.path: Drawn(whole[number], SHARE_SCALE)
            for number, share in enumerate(self.shares)
            if share.path is not None
        }

    def _direction(self, centres: Floats, roots: Floats) -> Floats:
        """The direction among the normals that moves the share of accepting answers, and nothing else moves it.

        That share errs by the sum over all answers of sqrt(s)(1 - a) z for those that accept and sqrt(s)(0 - a) z for
        the others, a being the share itself. Where everybody or nobody accepts anything, the first answer stands for
        them.
        """
        accepts = np.array([*(share.accepts for share in self.shares), False])
        if not accepts.any() or centres[~accepts].max() < _NOBODY:
            accepts = np.arange(len(accepts)) == 0
        support = centres[accepts].sum(axis=0)
        raw = roots * (accepts[:, None] - support)
        length = np.sqrt((raw**2).sum(axis=0))
        direction: Floats = np.divide(raw, length, out=np.zeros_like(raw), where=length > 0)
        return direction


def _driven(normals: Floats, direction: Floats, factor: Floats, loading: float) -> Floats:
    """The normals with a factor put in along a direction, which keeps their variances."""
    own = (direction * normals).sum(axis=0)
    wanted = loading * factor + np.sqrt(1 - loading**2) * own
    moved: Floats = normals + direction * (wanted - own)
    return moved


def _rounded(shares: Floats) -> npt.NDArray[np.int64]:
    """Shares of 1 in whole tenths of a point that add up to 100 points, by largest remainders: same shape."""
    exact = shares * _WHOLE
    down = np.floor(exact).astype(np.int64)
    lacking = _WHOLE - down.sum(axis=0)
    order = np.argsort(down - exact, axis=0, kind="stable")
    place = np.argsort(order, axis=0, kind="stable")
    found: npt.NDArray[np.int64] = down + (place < lacking)
    return found
