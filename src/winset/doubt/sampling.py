"""Draws all uncertain inputs of a case, block by block: the same bits whatever else is drawn.

Every column of numbers has a stream of its own, found by the seed, the block, a hash of the input's path and the
place of the column. So a variant or a narrower question does not change what the other inputs are, and any number of
workers draws the same.

Inputs that the case says move together share a factor (a Gaussian copula: Nelsen 2006, 3.1): a normal number
sqrt(r) F + sqrt(1 - r) Z, with Z the input's own, so that any two have the correlation r. Of a poll the factor drives
the share of accepting answers; of an effect with a chance, whether it happens.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from math import sqrt

import numpy as np
import numpy.typing as npt

from winset.doubt.inputs import Input, Linked
from winset.model.draws import Drawn, Draws, Path

Floats = npt.NDArray[np.float64]
Uniforms = Mapping[str, Floats]
_STEPS = 2**52


@dataclass(frozen=True, slots=True)
class Group:
    """Inputs that are drawn independently of all others: one input, or those that move together.

    columns: how many rows its array of uniform numbers has, the factor's first where it has one.
    """

    id: str
    inputs: tuple[Input, ...]
    columns: int
    correlation: float | None

    @property
    def streams(self) -> tuple[tuple[str, int], ...]:
        """What every column is called: the factor or the input, and its place there."""
        own = tuple((each.id, place) for each in self.inputs for place in range(each.columns))
        return own if self.correlation is None else ((f"doubt.together.{self.id}", 0), *own)


class Sampler:
    """Draws the inputs of a case.

    inputs: those that are only listed are left alone. linked: which of them move together.
    """

    def __init__(self, inputs: tuple[Input, ...], linked: tuple[Linked, ...] = ()) -> None:
        self.inputs = tuple(each for each in inputs if each.drawn)
        self.groups = _groups(self.inputs, linked)

    def uniforms(self, block: int, size: int, seed: int) -> Uniforms:
        """Uniform numbers above 0 and below 1, by group: shape (columns, size). A shorter block is its beginning."""
        return {
            group.id: np.stack([_stream(seed, block, name, place, size) for name, place in group.streams])
            for group in self.groups
        }

    def draws(self, uniforms: Uniforms) -> Draws:
        """What the inputs are, given uniform numbers for every group."""
        numbers: dict[Path, Drawn] = {}
        happens: dict[tuple[str, str], npt.NDArray[np.bool_]] = {}
        size = 0
        for group in self.groups:
            rows = uniforms[group.id]
            size = rows.shape[1]
            factor = _normal(rows[0]) if group.correlation is not None else None
            at = 0 if factor is None else 1
            for each in group.inputs:
                _draw(each, rows[at : at + each.columns], factor, sqrt(group.correlation or 0), numbers, happens)
                at += each.columns
        return Draws(size, numbers, happens)

    def draw(self, block: int, size: int, seed: int) -> Draws:
        """A block of draws."""
        drawn = self.draws(self.uniforms(block, size, seed))
        return drawn if self.groups else Draws(size, {}, {})


def mixed(first: Uniforms, second: Uniforms, groups: frozenset[str]) -> Uniforms:
    """The first numbers with those of some groups from the second: pick and freeze (Sobol 1993)."""
    return {id_: second[id_] if id_ in groups else rows for id_, rows in first.items()}


def _groups(inputs: tuple[Input, ...], linked: tuple[Linked, ...]) -> tuple[Group, ...]:
    correlations = {each.id: each.correlation for each in linked}
    members: dict[str, list[Input]] = {}
    for each in inputs:
        members.setdefault(each.group, []).append(each)
    groups = []
    for id_, found in members.items():
        correlation = correlations.get(id_)
        columns = sum(each.columns for each in found) + (correlation is not None)
        groups.append(Group(id_, tuple(found), columns, correlation))
    return tuple(groups)


def _stream(seed: int, block: int, name: str, place: int, size: int) -> Floats:
    key = int.from_bytes(blake2b(name.encode(), digest_size=8).digest())
    bits = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(block, key, place)))
    found: Floats = (np.random.Generator(bits).integers(0, _STEPS, size) + 0.5) / _STEPS
    return found


def _draw(
    each: Input,
    rows: Floats,
    factor: Floats | None,
    loading: float,
    numbers: dict[Path, Drawn],
    happens: dict[tuple[str, str], npt.NDArray[np.bool_]],
) -> None:
    """Put in what one input is in every draw."""
    if each.polled is not None:
        answers = len(each.polled.shares) + 1
        numbers |= each.polled.drawn(_normal(rows[:answers]), rows[answers:], factor, loading)
    elif each.effect is not None:
        chance = each.pert.between(rows[1])
        happens[each.effect] = _led(rows[0], factor, loading) > 1 - chance
    else:
        numbers[each.path] = Drawn(each.pert.at(_led(rows[0], factor, loading)), each.pert.scale)


def _led(levels: Floats, factor: Floats | None, loading: float) -> Floats:
    """Levels that a factor drives, still uniform."""
    if factor is None:
        return levels
    # Heavy, so imported where used.
    from scipy.special import ndtr

    found: Floats = ndtr(loading * factor + sqrt(1 - loading**2) * _normal(levels))
    return found


def _normal(levels: Floats) -> Floats:
    """Standard normal numbers at these levels."""
    # Heavy, so imported where used.
    from scipy.special import ndtri

    found: Floats = ndtri(levels)
    return found
