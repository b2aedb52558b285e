"""What was answered to a program's call, so that the same one is not done twice."""

from django.db import models


class Call(models.Model):
    """One call under a key that its sender chose; kept for a month, then cleared away."""

    sender = models.CharField(max_length=60)  # token 12
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64, blank=True)  # a digest of what was asked
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("sender", "key"), name="call_once"),)

    def __str__(self) -> str:
        return f"call {self.key} of {self.sender}"
