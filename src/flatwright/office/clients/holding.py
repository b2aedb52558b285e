"""One at a time for a client: a rule is looked at and written by with none in between."""

from flatwright.office.clients.models import Client


def held(client: int) -> None:
    """Wait for who writes of this client, and let others wait, until the end.

    Ask for it inside a transaction and before anything else is locked: of two who lock
    the same rows in another order neither would end. Rows that only point to the client
    are stored meanwhile.
    """
    Client.objects.select_for_update(no_key=True).only("pk").get(pk=client)
