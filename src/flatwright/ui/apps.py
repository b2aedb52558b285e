"""The shared parts of the pages as a part of the site."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, tags and looks; nothing is stored."""

    name = "flatwright.ui"
    label = "ui"
