"""The audit as a part of the site."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only events."""

    name = "flatwright.office.audit"
    label = "audit"
