"""What a person reads in a terminal, one module a page."""
