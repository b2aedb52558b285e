"""The command line: one command a module, each loading what it needs and no more."""
