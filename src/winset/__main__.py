"""`python -m winset` is the same as `winset`."""

from winset.cli import main

main()
