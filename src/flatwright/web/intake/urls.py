"""Addresses of imports."""

from django.urls import path

from flatwright.web.intake import inventories, starting, views

urlpatterns = [
    path("imports/", views.import_list, name="imports"),
    path("imports/new/inventory/", inventories.new, name="new_inventory"),
    path("imports/new/<str:kind>/", starting.new, name="new_import"),
    path("imports/<str:key>/", views.one, name="import"),
    path("imports/<str:key>/columns/", starting.columns, name="import_columns"),
    path("imports/<str:key>/begin/", views.begin, name="begin_import"),
    path("imports/<str:key>/go-on/", views.go_on, name="go_on_import"),
    path("imports/<str:key>/undo/", views.undo, name="undo_import"),
    path("imports/<str:key>/rejects.csv", views.rejects, name="import_rejects"),
    path("observations/<str:key>/", inventories.settle, name="settle_observation"),
]
