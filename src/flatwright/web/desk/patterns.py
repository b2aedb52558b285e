"""Templates of tickets: listed, written, changed, taken away."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from flatwright.office.clients.scope import Right
from flatwright.office.desk.actions.patterns import (
    add_template,
    edit_template,
    remove_template,
)
from flatwright.office.desk.models import Template, Ticket
from flatwright.office.desk.queries import templates
from flatwright.web.desk import options
from flatwright.web.gate import guarded, reach, refusals, scope_of_request
from flatwright.web.pages import show_form

_LINES = 40
_LONG = 400


class TemplateForm(forms.ModelForm):
    """A ticket that is written often; the checklist has a line for each step."""

    action = forms.ChoiceField(label="What is to be done")
    steps = forms.CharField(
        required=False,
        max_length=_LINES * _LONG,
        label="Checklist",
        help_text=f"One step on each line, at most {_LINES}.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Template
        fields = ("name", "title", "description", "kind", "action", "estimate")
        labels = {"estimate": "Estimate, in labour minutes"}
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = options.actions(None)[1:]  # type: ignore[attr-defined] # a choice
        self.fields["kind"].choices = Ticket.Kind.choices  # type: ignore[attr-defined] # the same
        self.initial["steps"] = "\n".join(self.instance.checklist)
        self.initial["seen"] = self.instance.edited

    def clean_steps(self) -> list[str]:
        """The steps, without empty lines."""
        lines = [line.strip() for line in self.cleaned_data["steps"].splitlines()]
        steps = [line for line in lines if line]
        if len(steps) > _LINES or any(len(line) > _LONG for line in steps):
            msg = f"At most {_LINES} steps of {_LONG} characters."
            raise forms.ValidationError(msg)
        return steps

    def values(self) -> dict[str, Any]:
        """What the template is to be."""
        told = {k: v for k, v in self.cleaned_data.items() if k not in ("steps", "seen")}
        return told | {"checklist": self.cleaned_data["steps"]}


@guarded()
@require_GET
def template_list(request: HttpRequest) -> HttpResponse:
    """Every template."""
    scope = scope_of_request(request)
    context = {"templates": templates(scope), "may_edit": scope.may(Right.DISPATCH)}
    return render(request, "web/desk/templates.html", context)


@guarded(Right.DISPATCH)
@require_http_methods(["GET", "POST"])
def new_template(request: HttpRequest) -> HttpResponse:
    """Write a template."""
    form = TemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(request, form) as went:
            add_template(scope_of_request(request), Template(**form.values()))
        if went.well:
            return redirect("templates")
    return show_form(request, "web/desk/template.html", form)


@guarded(Right.DISPATCH)
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, key: str) -> HttpResponse:
    """Change a template."""
    scope = scope_of_request(request)
    row = reach(templates(scope), key=key)
    form = TemplateForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with refusals(request, form) as went:
            stored = reach(templates(scope), key=key)
            edit_template(scope, stored, form.cleaned_data["seen"], **form.values())
        if went.well:
            return redirect("templates")
    return show_form(request, "web/desk/template.html", form, pattern=row)


@guarded(Right.DISPATCH)
@require_POST
def take_template(request: HttpRequest, key: str) -> HttpResponse:
    """Take a template away."""
    scope = scope_of_request(request)
    with refusals(request):
        remove_template(scope, reach(templates(scope), key=key))
    return redirect("templates")
