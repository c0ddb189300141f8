"""The ways in which tests call the command line."""

import subprocess
from collections.abc import Callable

from click.testing import Result

Call = Callable[..., Result]
Start = Callable[..., "subprocess.CompletedProcess[str]"]
