"""What is done first at either end of every number that a course rests on, each alone."""

from collections.abc import Callable, Iterator

from winset.case.load import Case
from winset.case.paths import case_path
from winset.case.shape import Path
from winset.case.written import Number
from winset.course.course_records import Doable, Ranged
from winset.settlement.about import read_input


def ranges_of(
    case: Case,
    used: dict[Path, Number],
    now: tuple[Doable, ...],
    first_with: Callable[[dict[Path, float]], tuple[Doable, ...]],
) -> Iterator[Ranged]:
    """Every range, and what is done first at its ends.

    Args:
        case: the case.
        used: the numbers that the course rests on, by path.
        now: what is done first as the case has the numbers, in each reading of open answers.
        first_with: the same with other numbers in their place.
    """
    for path, number in sorted(used.items(), key=lambda item: case_path(item[0])):
        if number.uncertain:
            low, high = float(number.least), float(number.most)
            at_low, at_high = first_with({path: low}), first_with({path: high})
            held = _ids(at_low) == _ids(now) == _ids(at_high)
            yield Ranged(case_path(path), low, high, at_low, at_high, held, read_input(case, path))


def _ids(doables: tuple[Doable, ...]) -> list[str]:
    return [each.id for each in doables]
