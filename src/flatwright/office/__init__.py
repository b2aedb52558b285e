"""What is stored and what can be done with it, by subject; a subject knows those below."""
