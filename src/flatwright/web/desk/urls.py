"""Addresses of the desk."""

from django.urls import path

from flatwright.web.desk import (
    agreeing,
    answering,
    decisions,
    lists,
    patterns,
    tickets,
    work,
)

urlpatterns = [
    path("tickets/", lists.ticket_list, name="tickets"),
    path("tickets/board/", lists.board, name="board"),
    path("tickets/new/", tickets.choose_client, name="new_ticket"),
    path("clients/<str:key>/tickets/new/", tickets.new, name="new_ticket_of"),
    path("clients/<str:key>/tickets/preview/", decisions.before, name="preview_new"),
    path("tickets/<int:number>/", tickets.ticket, name="ticket"),
    path("tickets/<int:number>/edit/", tickets.edit, name="edit_ticket"),
    path("tickets/<int:number>/preview/", decisions.while_editing, name="preview_ticket"),
    path("tickets/<int:number>/decisions/", decisions.history, name="decisions"),
    path("tickets/<int:number>/answer/", answering.answer, name="answer"),
    path("tickets/<int:number>/status/", tickets.status, name="ticket_status"),
    path("tickets/<int:number>/assign/", tickets.assign, name="assign"),
    path("tickets/<int:number>/merge/", tickets.merge, name="merge"),
    path("tickets/<int:number>/join/", tickets.join, name="join"),
    path("tickets/<int:number>/comment/", work.comment, name="comment"),
    path("tickets/<int:number>/time/", work.log, name="log_time"),
    path("tickets/<int:number>/time/preview/", decisions.of_time, name="preview_time"),
    path("tickets/<int:number>/timer/", work.start, name="start_timer"),
    path("timer/stop/", work.stop, name="stop_timer"),
    path("time/<str:key>/", work.edit_time, name="edit_time"),
    path("time/<str:key>/remove/", work.remove_time, name="remove_time"),
    path("files/<str:key>/", work.download, name="file"),
    path("checklist/<int:pk>/", work.tick, name="tick"),
    path("templates/", patterns.template_list, name="templates"),
    path("templates/new/", patterns.new_template, name="new_template"),
    path("templates/<str:key>/", patterns.template, name="template"),
    path("templates/<str:key>/remove/", patterns.take_template, name="take_template"),
    path("tickets/<int:number>/approval/", agreeing.ask, name="ask_approval"),
    path("approvals/<str:key>/", agreeing.answer, name="answer_approval"),
    path("tickets/<int:number>/material/", agreeing.add_material, name="add_material"),
    path("materials/<int:pk>/remove/", agreeing.remove_material, name="remove_material"),
    path("tickets/<int:number>/goodwill/", agreeing.waive, name="waive"),
]
