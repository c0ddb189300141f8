"""Loads a case from a file, a folder, the bundled cases or text, with all of its problems at once."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from winset.case.changes import changed, changes_at
from winset.case.examine import Examined, examine, problems_of, warnings_of
from winset.case.findings import Finding, problem
from winset.case.problems import CaseError, Problem, did_you_mean, quoted
from winset.case.reading import Block, read, read_file
from winset.case.sections import CaseFile
from winset.case.uncollected import uncollected
from winset.case.withheld import Withheld

CASE_FILE = "case.yaml"


@dataclass(frozen=True, eq=False)
class Case:
    """A case that can be used.

    file: its sections.
    root: the same as it is written, with positions.
    name: what the user called it.
    path: the file, as problems show it.
    digest: the SHA-256 of the file's bytes, in hex.
    variants: those applied, in order.
    warnings: what may be an oversight.
    withheld: how much was taken out, where it was redacted (see `winset.case.redaction`).
    """

    file: CaseFile
    root: Block
    name: str
    path: str
    digest: str
    variants: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    withheld: Withheld | None = None

    @uncollected()
    def with_variants(self, *ids: str) -> "Case":
        """The case with these variants applied, in this order; each drops, adds and sets.

        Raises:
            CaseError: there is no such variant, two of them answer the same question, or what they make is faulty.
        """
        new = tuple(dict.fromkeys(id_ for id_ in ids if id_ not in self.variants))
        if not new:
            return self
        unfit = [*_unknown_variants(self, new)] or [*_rivals(self, (*self.variants, *new))]
        if unfit:
            raise CaseError(problem(finding, self.root, self.path) for finding in unfit)
        root = self.root
        astray: list[Finding] = []
        for id_ in new:
            root, findings = changed(root, changes_at(self.root, ("variants", id_)))
            astray += findings
        examined = examine(root, Examined(self.file, self.root, (), ()))
        if astray or examined.errors or examined.file is None:
            within = f"{'variant' if len(new) == 1 else 'variants'} {', '.join(map(quoted, new))}"
            found = [*astray, *examined.errors]
            raise CaseError(problem(finding, root, self.path, within) for finding in found)
        warnings = warnings_of(root, examined, self.path)
        return replace(self, file=examined.file, root=root, variants=(*self.variants, *new), warnings=warnings)


@dataclass(frozen=True, slots=True)
class BundledCase:
    """A case that comes with winset."""

    name: str
    title: str
    as_of: date


def load(source: str | os.PathLike[str]) -> Case:
    """Load a case: a file, a folder with a `case.yaml`, or the name of a bundled case.

    Raises:
        CaseError: with everything that is wrong with it.
    """
    name = os.fspath(source)
    with uncollected():
        return _load(name)


def _load(name: str) -> Case:
    path = Path(name)
    if _is_file(path / CASE_FILE):
        root, data = read_file(path / CASE_FILE)
        return _case(root, data, name, str(path / CASE_FILE))
    if not _is_file(path):
        if name in _bundled_folders():
            with as_file(_bundled_folders()[name] / CASE_FILE) as file:
                root, data = read_file(file)
                return _case(root, data, name, str(file))
        if re.fullmatch(r"[\w-]{1,100}", name) and not path.exists():
            mend = did_you_mean(name, _bundled_folders())
            raise CaseError([Problem(f"there is no file and no bundled case {quoted(name)}", mend)])
    root, data = read_file(path)
    return _case(root, data, name, name)


def parse(text: str, file: str = CASE_FILE) -> Case:
    """Load a case from text; `file` is its name in problems.

    Raises:
        CaseError: with everything that is wrong with it.
    """
    with uncollected():
        return _case(read(text, file), text.encode("utf-8", "surrogatepass"), file, file)


def bundled() -> tuple[BundledCase, ...]:
    """The cases that come with winset."""
    return tuple(_described(name, folder / CASE_FILE) for name, folder in _bundled_folders().items())


def _case(root: Block, data: bytes, name: str, path: str) -> Case:
    base = examine(root)
    problems_of(root, base, path).raise_any()
    if base.file is None:
        raise AssertionError("a case without problems has been read")
    return Case(base.file, root, name, path, sha256(data).hexdigest(), warnings=warnings_of(root, base, path))


def _is_file(path: Path) -> bool:
    """Whether there is such a file; where that cannot be known, reading it will say why."""
    try:
        return path.is_file()
    except OSError:
        return False


def _bundled_folders() -> dict[str, Traversable]:
    return {
        folder.name: folder
        for folder in sorted(files("winset.cases").iterdir(), key=lambda folder: folder.name)
        if folder.is_dir() and (folder / CASE_FILE).is_file()
    }


def _described(name: str, file: Traversable) -> BundledCase:
    """Read only the two lines that are needed: `winset cases` should not read every case whole."""
    wanted = re.compile(r"(title|as_of):")
    with file.open(encoding="utf-8") as lines:
        head = read("".join(line for line in lines if wanted.match(line)), str(file))
    return BundledCase(name, str(head["title"]), date.fromisoformat(str(head["as_of"])))


def _unknown_variants(case: Case, ids: Iterable[str]) -> Iterable[Finding]:
    known = case.file.variants
    for id_ in ids:
        if id_ not in known:
            mend = did_you_mean(id_, known) or "the case has no variants"
            yield Finding(("variants",), f"there is no variant {quoted(id_)}", mend)


def _rivals(case: Case, ids: tuple[str, ...]) -> Iterable[Finding]:
    """Variants that answer the same question differently."""
    first: dict[str, str] = {}
    for id_ in ids:
        question = case.file.variants[id_].contests
        if question is None:
            continue
        if question in first:
            what = f"the variants {quoted(first[question])} and {quoted(id_)} both answer {quoted(question)}"
            yield Finding(("variants", id_), what, "choose one of them", "key")
        first.setdefault(question, id_)
