"""Tickets, time, approvals, and the decision on each piece of work."""
