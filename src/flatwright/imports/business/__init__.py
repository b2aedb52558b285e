"""A business as tables: clients, places, people, things, tickets and time, row by row."""
