"""The addresses of the staff's pages: each subject adds its line."""

from django.urls import include, path

from flatwright.web import landing, scheme, styleguide

urlpatterns = [
    path("", include("flatwright.web.desk.urls")),
    path("", include("flatwright.web.clients.urls")),
    path("", include("flatwright.web.jobs.urls")),
    path("", landing.landing, name="home"),
    path("me/scheme/", scheme.choose, name="scheme"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
