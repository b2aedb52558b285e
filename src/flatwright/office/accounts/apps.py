"""The accounts as a part of the site."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who may sign in."""

    name = "flatwright.office.accounts"
    label = "accounts"
