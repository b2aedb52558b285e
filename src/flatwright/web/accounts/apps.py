"""The pages of accounts as a part of the site."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save


class AccountPagesConfig(AppConfig):
    """Signing in and what belongs to it."""

    name = "flatwright.web.accounts"
    label = "account_pages"

    def ready(self) -> None:
        """Listen to what the sign-in library does."""
        from allauth.mfa.models import Authenticator  # noqa: PLC0415 - models load first

        from flatwright.web.accounts.listening import (  # noqa: PLC0415 - the same
            factor_went,
            factor_written,
            signed_in,
        )

        user_logged_in.connect(signed_in)
        post_save.connect(factor_written, sender=Authenticator)
        post_delete.connect(factor_went, sender=Authenticator)
