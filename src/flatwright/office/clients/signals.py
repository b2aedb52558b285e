"""What other subjects may listen to: a fact of a client has changed."""

from django.dispatch import Signal

facts_changed = Signal()  # with `client`, its number
