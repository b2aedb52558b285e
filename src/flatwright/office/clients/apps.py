"""The clients as a part of the site."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    """Clients and what they have."""

    name = "flatwright.office.clients"
    label = "clients"
