"""Bringing a business in from files: tried before it is done, and undone whole."""
