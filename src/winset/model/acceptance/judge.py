"""A whole judge: its kinds of acceptance in order, the first that decides taken."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from winset.model.acceptance.kind import Kind, Lack, Step, where
from winset.model.form import Form
from winset.model.logic import NO, TRUE, YES, Formula, Mask, all_of, any_of, anywhere, as_mask, negation
from winset.model.view import Answers, Path, View


@dataclass(frozen=True, slots=True)
class Judge:
    """A compiled ratifier, body or bloc.

    path: where in the case it is. steps: its kinds of acceptance with what they compiled to, in order.
    """

    path: Path
    steps: tuple[tuple[Kind, Step], ...]

    def answer(self, view: View) -> Answers:
        """Its answers over a block: of the steps in order, the first that decides a package."""
        found = Answers()
        for _, step in self.steps:
            said = _Undecided(view, ~found.decided)
            answer = step.judge(said)
            free = said.free
            found = Answers(
                found.yes | (answer.yes & free),
                found.no | (answer.no & free),
                found.abstains | (answer.abstains & free),
                found.stated | (answer.stated & free),
                found.left_open | (answer.left_open & free),
            )
            if not anywhere(~found.decided):
                break
        return found

    def form(self) -> Form:
        """Its answers as formulas: of the steps in order, the first that decides a package."""
        forms = [step.form() for _, step in self.steps]
        free: list[Formula] = [TRUE]
        for form in forms:
            free.append(all_of([free[-1], negation(form.decided)]))

        def first(pick: Callable[[Form], Formula]) -> Formula:
            return any_of([all_of([pick(form), before]) for form, before in zip(forms, free, strict=False)])

        return Form(
            yes=first(lambda form: form.yes),
            no=first(lambda form: form.no),
            abstains=first(lambda form: form.abstains),
            stated=first(lambda form: form.stated),
            left_open=first(lambda form: form.left_open),
        )

    def shortfall(self, view: View) -> tuple[Lack, ...]:
        """What it lacks: a component for each red line, and what would be lacking without those lines.

        The components are the same for every block, so that they can stand in columns; one that is not lacking is 0.

        Where no step decides, the first that read the package at all says how much is lacking; where none did, the
        answer is unread, from nothing to one.
        """
        lacks: list[Lack] = []
        free: Mask = YES
        unread: Mask = YES
        held_back: list[tuple[Mask, tuple[Lack, ...]]] = []
        for kind, step in self.steps:
            answers = step.judge(view)
            if kind.field == "refuses":
                lacks.extend(step.lacks(view, answers))
                continue
            parts = step.lacks(view, answers)
            here = free & answers.decided
            lacks.extend(where(here, lack) for lack in parts)
            if kind.quantifies:
                held_back.append((free & ~answers.decided & unread & spoken(parts), parts))
                unread = unread & ~held_back[-1][0]
            free = free & ~answers.decided
        for mask, parts in held_back:
            lacks.extend(where(mask & free, lack) for lack in parts)
        read: Mask = NO
        for mask, _ in held_back:
            read = read | mask
        lacks.append(where(free & ~read, Lack("answer", self.path, "answer", _ZERO, _ONE)))
        return tuple(lacks)


def spoken(parts: tuple[Lack, ...]) -> Mask:
    """Where a step that left an answer open still had something to read."""
    found: Mask = NO
    for part in parts:
        found = found | as_mask(part.most > 0)
    return found


class _Undecided:
    """A view that takes note of deciding parts only where no earlier step has decided."""

    def __init__(self, view: View, free: Mask) -> None:
        self.view = view
        self.free = free
        self.test = view.test
        self.worth = view.worth

    def decided_by(self, path: Path, where: Mask) -> None:
        """Take note, where the answer was still free."""
        self.view.decided_by(path, where & self.free)


_ZERO = np.int64(0)
_ONE = np.int64(1)
