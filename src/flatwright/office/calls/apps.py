"""The calls as a part of the site."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """What programs have asked for, and what they were answered."""

    name = "flatwright.office.calls"
    label = "calls"
