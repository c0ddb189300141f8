"""How sure: draws, intervals, drivers, and what it would be worth to find out. It knows no question by name."""
