"""Every part of the pages, once: to look at, and for axe to check."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from flatwright.ui.marks import OUTCOMES, STATUSES
from flatwright.web.gate import guarded

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug")


class ExampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="In a few words", max_length=60)
    email = forms.EmailField(label="E-mail address", help_text="Where the answer goes.")
    kind = forms.ChoiceField(
        label="What is it?",
        choices=(
            ("incident", "Something is broken"),
            ("request", "Something is asked for"),
        ),
    )
    day = forms.DateField(
        label="Day", required=False, widget=forms.DateInput({"type": "date"})
    )
    text = forms.CharField(
        label="What they said", required=False, widget=forms.Textarea({"rows": 3})
    )
    hits = forms.ChoiceField(
        label="It hits",
        widget=forms.RadioSelect,
        choices=((1, "everybody"), (2, "several people"), (3, "one person")),
    )
    reached = forms.MultipleChoiceField(
        label="Only these clients",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=((1, "Alder Dental"), (2, "Birch Legal"), (3, "Cedar Foods")),
    )
    onsite = forms.BooleanField(label="We go there", required=False)
    file = forms.FileField(label="A file", required=False)


@guarded()
@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """The parts of the pages, with a name for each."""
    now = timezone.now()
    context = {
        "outcomes": OUTCOMES,
        "statuses": STATUSES,
        "form": ExampleForm(initial={"hits": 3}),
        "wrong": ExampleForm({"title": "", "email": "nobody", "kind": "incident"}),
        "now": now,
        "times": [now - timedelta(minutes=m) for m in (0, 12, 190, 1700, 5000, 90_000)],
        "hours": list(zip(_MONTHS, (42, 51, 38, 64, 58, 71, 49, 60), strict=True)),
        "months": _MONTHS,
        "paid": (
            ("covered", (42, 51, 38, 44, 48, 51, 39, 50)),
            ("after hours", (4, 2, 6, 8, 3, 9, 4, 2)),
            ("project", (0, 10, 12, 12, 7, 11, 6, 8)),
        ),
    }
    return render(request, "web/styleguide.html", context)
