"""The desk as a part of the site."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Tickets and decisions."""

    name = "flatwright.office.desk"
    label = "desk"
