"""Addresses of what is done in the background."""

from django.urls import path

from flatwright.web.jobs import views

urlpatterns = [
    path("jobs/", views.job_list, name="jobs"),
    path("jobs/state/<str:state>/", views.job_list, name="jobs_in"),
    path("jobs/<str:key>/", views.job, name="job"),
    path("jobs/<str:key>/retry/", views.retry_one, name="retry_job"),
    path("jobs/<str:key>/cancel/", views.cancel_one, name="cancel_job"),
]
