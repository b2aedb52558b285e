"""The addresses of the staff's pages: each subject adds its line."""

from django.urls import include, path

from flatwright.web import scheme, styleguide

urlpatterns = [
    path("", include("flatwright.web.desk.urls")),
    path("", include("flatwright.web.clients.urls")),
    path("", include("flatwright.web.projects.urls")),
    path("", include("flatwright.web.jobs.urls")),
    path("", include("flatwright.web.house.urls")),
    path("", include("flatwright.web.intake.urls")),
    path("me/scheme/", scheme.choose, name="scheme"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
