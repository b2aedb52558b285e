"""A mail is sent before the transaction that notes it: after a crash perhaps once more."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from flatwright.office.accounts.mailing import asked_for
from flatwright.office.queue.running import Done, Work


def send_invitation(work: Work) -> str:
    """Hand the mail to the server; to whom it went, or nothing where none is wanted now.

    Raises OSError or SMTPException where the server does not take it.
    """
    found = asked_for(work)
    if found is None:
        return ""
    invitation, link = found
    told = {"invitation": invitation, "link": link}
    body = render_to_string("accounts/invitation.txt", told)
    EmailMessage("Your account", body, to=[invitation.email]).send()
    return invitation.email


def note_sent(work: Work) -> Done:
    """Note that it went out."""
    if work.prepared:
        return Done(says=f"Mailed to {work.prepared}.")
    return Done(says="Nothing was mailed: the link holds no longer.")
