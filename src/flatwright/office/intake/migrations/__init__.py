"""How the tables of the intake came to be."""
