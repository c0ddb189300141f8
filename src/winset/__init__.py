"""Which deal could every ratifier accept, who blocks it, and what each number rests on."""

__version__ = "0.1.0"
