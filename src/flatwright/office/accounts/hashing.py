"""Passwords are hashed two at a time, so that a flood of sign-ins leaves room for work."""

from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = 2
_ROOM = BoundedSemaphore(AT_ONCE)


class TwoAtOnce(Argon2PasswordHasher):
    """Argon2, at most two at a time in a process; the others wait."""

    def encode(self, password: str, salt: str) -> str:
        """Hash a new password, or a wrong one for the time that it takes."""
        with _ROOM:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether the password is the one that was hashed."""
        with _ROOM:
            return super().verify(password, encoded)
