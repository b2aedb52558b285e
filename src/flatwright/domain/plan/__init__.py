"""A plan text, its settings, and the clauses that they are lowered to."""
