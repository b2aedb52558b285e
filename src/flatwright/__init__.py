"""Flatwright: flat-rate IT plans, from one readable text to every decision about it."""

__version__ = "0.1.0"
