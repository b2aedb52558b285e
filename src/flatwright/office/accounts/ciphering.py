"""What is stored enciphered, under a key that is not in the database."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def enciphered(text: str) -> str:
    """What is stored of a text."""
    return _cipher().encrypt(text.encode()).decode()


def deciphered(stored: str) -> str:
    """The text again."""
    return _cipher().decrypt(stored.encode()).decode()


def _cipher() -> Fernet:
    key = hashlib.sha256(settings.FIELD_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
