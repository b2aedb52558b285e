"""The desk as a part of the site."""

from django.apps import AppConfig

from flatwright.office.clients.signals import facts_changed


class DeskConfig(AppConfig):
    """Tickets and decisions."""

    name = "flatwright.office.desk"
    label = "desk"

    def ready(self) -> None:
        """Listen to what changes of a client."""
        from flatwright.office.desk.again import ask_again  # noqa: PLC0415 - needs models

        facts_changed.connect(ask_again, dispatch_uid="decide again")
