"""Events, and the head of their chain."""

from django.db import models


class Event(models.Model):
    """One change of one row: who, when, from where, before and after. Never edited.

    `digest` covers the event and the digest before it, so that one that is changed, left
    out or moved is found; database triggers refuse changes besides.
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    source = models.CharField(max_length=120)
    verb = models.CharField(max_length=20)  # created, changed, removed
    subject = models.CharField(max_length=40)  # clients.device
    subject_id = models.BigIntegerField()
    subject_name = models.CharField(max_length=200)
    client_id = models.BigIntegerField(null=True)  # a number: it outlives the client
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("subject", "subject_id", "-id"), name="audit_of_subject"),
            models.Index(fields=("client_id", "-id"), name="audit_of_client"),
        )

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.subject_name}"


class Head(models.Model):
    """How many events there are and the digest of the last: one row, which writers lock."""

    count = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.count} events, {self.digest[:12]}"
