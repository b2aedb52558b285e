"""The agreements as a part of the site."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Plans and agreements."""

    name = "flatwright.office.agreements"
    label = "agreements"
