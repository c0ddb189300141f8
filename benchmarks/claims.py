"""How long the claims of a document take, beside one answer of the same case.

    python benchmarks/claims.py
    python benchmarks/claims.py --thorough      # minutes

Each line is a whole process. The ratio is to `winset deals` of the same run, so that a slow machine shows.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring import Limits, run, table

CASE = "japan-russia"
WINSET = (sys.executable, "-m", "winset")
LIMITS = Limits(seconds=1800.0)
HEAD = ("what", "s", "processor s", "MB", "times `deals`")


def lines(*, thorough: bool) -> list[tuple[str, tuple[str, ...]]]:
    """What is measured: a name and a command each, `deals` first."""
    made = [
        (f"winset deals {CASE}", (*WINSET, "deals", CASE)),
        (f"winset answers {CASE}", (*WINSET, "answers", CASE)),
        (f"winset claims {CASE} C54", (*WINSET, "claims", CASE, "C54")),
        (f"winset claims {CASE}", (*WINSET, "claims", CASE)),
        (f"winset claims {CASE} --workers 2", (*WINSET, "claims", CASE, "--workers", "2")),
    ]
    if thorough:
        made.append((f"winset claims {CASE} --thorough", (*WINSET, "claims", CASE, "--thorough", "--workers", "2")))
    return made


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--thorough", action="store_true", help="measure the thorough test as well")
    rows, deals = [], 0.0
    for name, command in lines(thorough=parser.parse_args().thorough):
        took = run(command, LIMITS)
        deals = deals or took.seconds
        ratio = f"{took.seconds / deals:.1f}" if took.code == 0 else "failed"
        rows.append((name, f"{took.seconds:.1f}", f"{took.processor:.1f}", f"{took.megabytes:.0f}", ratio))
    print(table(HEAD, rows, markdown=True))


if __name__ == "__main__":
    main()
