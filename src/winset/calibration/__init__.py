"""How well cases do against what happened: outcomes read, and scores of the chances that a case gave to them."""
