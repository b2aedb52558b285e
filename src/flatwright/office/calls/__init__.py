"""Calls of programs that are made once, however often they are sent."""
