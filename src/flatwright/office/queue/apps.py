"""The queue as a part of the site."""

from django.apps import AppConfig


class QueueConfig(AppConfig):
    """Jobs and schedules."""

    name = "flatwright.office.queue"
    label = "queue"
