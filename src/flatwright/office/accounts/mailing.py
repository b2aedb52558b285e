"""An invitation goes out by mail, in the background, where the house has a mail server."""

from django.conf import settings
from django.utils import timezone

from flatwright.office.accounts.ciphering import deciphered, enciphered
from flatwright.office.accounts.models import Invitation
from flatwright.office.audit.actor import Actor
from flatwright.office.queue.enqueue import Order, order
from flatwright.office.queue.running import Work

JOB = "mail an invitation"
_ATTEMPTS = 8  # within about two hours


def ask_to_mail(by: Actor, invitation: Invitation, link: str) -> bool:
    """Ask for a mail with the link; False where the house has no mail server.

    The link is enciphered: its secret is stored nowhere else.
    """
    if not settings.EMAIL_HOST:
        return False
    payload = {"invitation": invitation.key, "link": enciphered(link)}
    once = f"mail of invitation {invitation.key}"
    order(by, Order(kind=JOB, payload=payload, once=once, max_attempts=_ATTEMPTS))
    return True


def asked_for(work: Work) -> tuple[Invitation, str] | None:
    """What is to be mailed; None where the link holds no longer."""
    row = Invitation.objects.filter(
        key=work.payload["invitation"],
        accepted=None,
        withdrawn=None,
        expires__gt=timezone.now(),
    ).first()
    return (row, deciphered(work.payload["link"])) if row else None
