"""The intake as a part of the site."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Imports, what each did, and what inventories told."""

    name = "flatwright.office.intake"
    label = "intake"
