"""Addresses of projects."""

from django.urls import path

from flatwright.web.projects import views

urlpatterns = [
    path("projects/", views.project_list, name="projects"),
    path("tickets/<int:number>/project/", views.project_of, name="project_of"),
    path("projects/<str:key>/quote/", views.quote, name="quote_project"),
    path("projects/<str:key>/drop/", views.drop, name="drop_project"),
]
