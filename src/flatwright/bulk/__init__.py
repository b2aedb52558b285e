"""The same rules over columns: histories and whole books of clients."""
