"""An invitation as a mail, where the house has a mail server."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from flatwright.office.accounts.models import Invitation

_LOG = logging.getLogger(__name__)


def is_posted(invitation: Invitation, link: str) -> bool:
    """Send the link to whom it is for; False where it did not leave the house."""
    if not settings.EMAIL_HOST:
        return False
    told = {"invitation": invitation, "link": link}
    body = render_to_string("accounts/invitation.txt", told)
    mail = EmailMessage("Your account", body, to=[invitation.email])
    try:
        return bool(mail.send())
    except (OSError, SMTPException) as error:
        _LOG.warning("an invitation was not mailed: %s", type(error).__name__)
        return False
