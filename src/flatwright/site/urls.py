"""The root of all addresses."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("flatwright.api.urls")),
    path("", include("flatwright.web.urls")),
    path("", include("flatwright.web.accounts.urls")),
]

handler403 = "flatwright.web.errors.not_allowed"
handler404 = "flatwright.web.errors.not_found"
handler500 = "flatwright.web.errors.failed"
