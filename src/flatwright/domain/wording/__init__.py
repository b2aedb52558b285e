"""Clauses turned to words that a client reads."""
