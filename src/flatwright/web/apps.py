"""The staff's pages as a part of the site."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages for the staff; what they need is stored by the office."""

    name = "flatwright.web"
    label = "web"
