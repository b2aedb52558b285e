"""Addresses of the house."""

from django.urls import path

from flatwright.web.house import home, record, search, settings, start

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("record/", record.record, name="record"),
    path("record/<str:kind>/<str:key>/", record.of_row, name="record_of"),
    path("settings/", settings.settings, name="settings"),
    path("settings/sample/", settings.sample, name="remove_sample"),
    path("setup/", start.setup, name="setup"),
    path("setup/plan/", start.plan, name="setup_plan"),
    path("setup/client/", start.client, name="setup_client"),
]
