"""The projects as a part of the site."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Quoted work."""

    name = "flatwright.office.projects"
    label = "projects"
