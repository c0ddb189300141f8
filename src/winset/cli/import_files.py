"""Finds and reads the files that `winset import` is given."""

from collections.abc import Iterator, Sequence
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING

from winset.case.problems import WinsetError, quoted, visible

if TYPE_CHECKING:
    from winset.case.load import Case
    from winset.formats.scenario import InputFile

MAX_BYTES = 200_000_000


def scenario_files(name: str, suffixes: Sequence[str]) -> "Iterator[InputFile]":
    """A file, or the files of a folder whose names end as those of the format do, in the order of their names.

    Raises:
        WinsetError: there is no such file or folder, it cannot be read, or it is too large.
    """
    from winset.formats.scenario import InputFile

    example = Path(str(resources("winset.formats") / "examples")) / name
    try:
        path = Path(name) if Path(name).exists() or not example.exists() else example
        inside = sorted(path.iterdir()) if path.is_dir() else None
    except (OSError, ValueError) as error:
        raise WinsetError(f"{quoted(name)} cannot be read: {_reason(error)}; check the path") from None
    if inside is None:
        yield InputFile(name, _bytes_of(path, name))
        return
    # Hidden files, and what NegMAS notes beside a scenario, are none of it.
    wanted = [each for each in inside if each.suffix.lower() in suffixes and not each.name.startswith((".", "_"))]
    if not wanted:
        raise WinsetError(f"the folder {quoted(name)} has no file that ends with {' or '.join(suffixes)}")
    for each in wanted:
        yield InputFile(f"{name.rstrip('/')}/{each.name}", _bytes_of(each, f"{name}/{each.name}"))


def beside_case(file: str, case: "Case") -> bytes:
    """The bytes of a file that is here, or else beside the case.

    Raises:
        WinsetError: there is no such file, it cannot be read, or it is too large.
    """
    beside = Path(case.path).parent / file
    try:
        path = Path(file) if Path(file).exists() or not beside.is_file() else beside
    except (OSError, ValueError) as error:
        raise WinsetError(f"{quoted(file)} cannot be read: {_reason(error)}; check the path") from None
    return _bytes_of(path, file)


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise WinsetError(f"{quoted(name)} cannot be read: {_reason(error)}; check the path") from None
    if len(data) > MAX_BYTES:
        raise WinsetError(f"{quoted(name)} is larger than {MAX_BYTES // 1_000_000} MB; divide it")
    return data


def _reason(error: Exception) -> str:
    """Why something cannot be read; a ValueError is a path with a null character."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return visible(reason)
