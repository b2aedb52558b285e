"""Addresses of clients."""

from django.urls import path

from flatwright.web.clients import agreed, clients, roster, rows

urlpatterns = [
    path("clients/", clients.client_list, name="clients"),
    path("clients/new/", clients.new, name="new_client"),
    path("clients/<str:key>/", clients.client, name="client"),
    path("clients/<str:key>/edit/", clients.edit, name="edit_client"),
    path("clients/<str:key>/used/", clients.used, name="used"),
    path("clients/<str:key>/people/", clients.people_of, name="people"),
    path("clients/<str:key>/things/", clients.things_of, name="things"),
    path("clients/<str:key>/add/<str:kind>/", rows.add_row, name="add_row"),
    path("rows/<str:kind>/<str:key>/", rows.edit_row, name="edit_row"),
    path("rows/<str:kind>/<str:key>/remove/", rows.remove_row, name="remove_row"),
    path("people/<str:key>/", roster.person, name="person"),
    path("people/<str:key>/join/", roster.join, name="join_roster"),
    path("people/<str:key>/leave/", roster.leave, name="leave_roster"),
    path("things/<str:key>/", roster.thing, name="thing"),
    path("things/<str:key>/hand-over/", roster.hand_over, name="hand_over"),
    path("clients/<str:key>/agreements/new/", agreed.new, name="new_agreement"),
    path("agreements/<str:key>/", agreed.agreement, name="agreement"),
    path("agreements/<str:key>/version/", agreed.version, name="agree_version"),
    path("agreements/<str:key>/end/", agreed.end, name="end_agreement"),
    path("agreements/<str:key>/suspend/", agreed.suspend, name="suspend"),
    path("plans/", agreed.plan_list, name="plans"),
    path("plans/new/", agreed.new_plan, name="new_plan"),
    path("plans/<str:plan>/<int:version>/", agreed.plan, name="plan"),
]
