"""Secrets that are shown once: 256 bits, of which only a digest is kept."""

import hashlib
import secrets

API = "fw_"  # so that a leaked one is recognised for what it is


def new_secret(prefix: str = "") -> str:
    """A secret that nobody guesses."""
    return prefix + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of it; no salt, for there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
