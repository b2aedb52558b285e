"""Forms of the desk: they read what was typed; what it means is decided elsewhere."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from flatwright.domain.kernel.days import YEARS
from flatwright.office.desk.models import UNKNOWN, Approval, Ticket
from flatwright.web.desk import options
from flatwright.web.desk.options import Theirs

_KINDS = (
    ("incident", "Something is broken"),
    ("request", "Something is asked for"),
    ("vendor", "A vendor is to be dealt with"),
    ("proactive", "We do it without being asked"),
)
_IMPACT = ((1, "everybody"), (2, "several people"), (3, "one person"))
_URGENCY = ((1, "work stops"), (2, "work is hindered"), (3, "it can wait"))
_HOURS_BY = (
    ("client", "the client wants it then"),
    ("provider", "we chose the hour"),
    (UNKNOWN, "not known yet"),
)
_FIRST = date(YEARS[0], 1, 1)
_NIGHT = timedelta(hours=12)  # the longest work that is taken to end on the next day
_WORDS = ("none", "other", "account", UNKNOWN)  # in place of somebody's or something's key


def day(**more: Any) -> forms.DateField:
    """A day, picked or typed."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **more)


class TicketForm(forms.Form):
    """What was asked for, as far as it is known."""

    title = forms.CharField(max_length=200, label="In a few words")
    description = forms.CharField(
        max_length=20_000,
        required=False,
        label="What they said",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    kind = forms.ChoiceField(choices=_KINDS, label="What is it?")
    action = forms.ChoiceField(label="What is to be done?")
    cause = forms.ChoiceField(label="What happened just before?")
    who = forms.ChoiceField(label="Who has it?")
    person_name = forms.CharField(
        max_length=120, required=False, label="The name of whoever has it"
    )
    start = day(
        required=False,
        label="Started on",
        help_text="Of somebody new: the day that the client confirms.",
    )
    what = forms.ChoiceField(label="On what?")
    thing_name = forms.CharField(
        max_length=120, required=False, label="The name of the thing"
    )
    thing_kind = forms.ChoiceField(required=False, label="What kind of thing")
    where = forms.ChoiceField(label="Where?", required=False)
    onsite = forms.BooleanField(required=False, label="We go there")
    impact = forms.TypedChoiceField(choices=_IMPACT, coerce=int, initial=3, label="It hits")
    urgency = forms.TypedChoiceField(
        choices=_URGENCY, coerce=int, initial=2, label="How bad is it?"
    )
    estimate = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=60_000,
        label="Estimate, in labour minutes",
        help_text="Before the work. A request needs one.",
    )
    after_hours_by = forms.ChoiceField(
        choices=_HOURS_BY, required=False, label="If outside business hours"
    )
    planned = forms.BooleanField(required=False, label="Planned, not done yet")
    will_be_registered = forms.BooleanField(
        required=False, label="The own device of somebody new"
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, here: Theirs, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.here = here
        for name, offered in (
            ("action", options.actions(here.terms)),
            ("cause", options.causes(here.terms)),
            ("who", options.who(here)),
            ("what", options.what(here)),
            ("where", options.where(here)),
            ("thing_kind", options.kinds(here.terms)),
        ):
            _offer(self.fields[name], offered)

    def values(self) -> dict[str, Any]:
        """The facts as the desk's actions take them."""
        read = {k: v for k, v in self.cleaned_data.items() if k != "seen"}
        who, what, where = read.pop("who"), read.pop("what"), read.pop("where")
        named = self.here.people.get(who), self.here.things.get(what)
        site = self.here.sites.get(where)
        return {
            **read,
            "who": Ticket.Told.LISTED if named[0] else who,
            "person": named[0],
            "what": Ticket.Told.LISTED if named[1] else what,
            "thing": named[1],
            "where": "office" if site else where or "office",
            "site": site,
            "after_hours_by": read["after_hours_by"] or "client",
        }


def as_typed(ticket: Ticket) -> dict[str, Any]:
    """A ticket's facts as its form shows them."""
    values = {
        name: getattr(ticket, name)
        for name in TicketForm.base_fields
        if name not in ("who", "what", "where", "seen")
    }
    return {
        **values,
        "who": ticket.person.key if ticket.person else ticket.who,
        "what": ticket.thing.device if ticket.thing else ticket.what,
        "where": ticket.site.key if ticket.site else ticket.where,
        "seen": ticket.edited,
    }


class TimeForm(forms.Form):
    """Time that was worked, in the client's zone."""

    day = day(label="Day")
    begin = forms.TimeField(
        label="From", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    end = forms.TimeField(
        label="To", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    note = forms.CharField(
        max_length=10_000,
        required=False,
        label="What was done",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_day(self) -> date:
        """A day on which somebody can have worked; a slip of the year is told."""
        told: date = self.cleaned_data["day"]
        tomorrow = timezone.localdate() + timedelta(days=1)  # some clients are ahead of us
        if not _FIRST <= told <= tomorrow:
            says = "Time is written down once it is worked. Look at the date."
            raise forms.ValidationError(says)
        return told

    def clean(self) -> dict[str, Any]:
        """An end that is the earlier time is on the next day, if that is a night's work."""
        told: dict[str, Any] = super().clean() or {}
        begin, end = told.get("begin"), told.get("end")
        if begin and end and _past_midnight(begin, end) > _NIGHT:
            says = "The time ends before it begins. Look at the two times."
            self.add_error("end", says)
        return told


class CommentForm(forms.Form):
    """Something to say, to the client or among us."""

    text = forms.CharField(
        max_length=20_000, label="Comment", widget=forms.Textarea(attrs={"rows": 3})
    )
    public = forms.BooleanField(required=False, label="The client may read it")
    file = forms.FileField(required=False, label="A file", allow_empty_file=True)


class ApprovalForm(forms.Form):
    """A yes to ask for."""

    type = forms.ChoiceField(choices=Approval.Type.choices, label="A yes to")
    amount = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        label="Amount of the quote",
    )
    fixed = forms.BooleanField(required=False, label="A fixed price")
    note = forms.CharField(max_length=400, required=False, label="Note")


class MaterialForm(forms.Form):
    """Something to buy."""

    item = forms.CharField(max_length=200, label="What")
    amount = forms.DecimalField(
        min_value=0, max_digits=12, decimal_places=2, label="It costs"
    )
    kind = forms.ChoiceField(
        choices=[(k, k) for k in ("parts", "software", "freight", "licensing")],
        label="Kind",
    )
    under_warranty = forms.BooleanField(required=False, label="The maker's warranty pays")


class GoodwillForm(forms.Form):
    """A bill to waive."""

    reason = forms.CharField(max_length=400, label="Why")
    amount = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        label="Amount",
        help_text="Left out: all of it.",
    )


def priced(form: forms.Form, currency: str) -> forms.Form:
    """A form whose amount says in which currency it is."""
    amount = form.fields["amount"]
    amount.label = f"{amount.label}, in {currency}"
    return form


def _past_midnight(begin: time, end: time) -> timedelta:
    """How long work is that ends on the next day; nothing where it ends on the same."""
    if end >= begin:
        return timedelta(0)
    today = date.min
    return datetime.combine(today + timedelta(1), end) - datetime.combine(today, begin)


def _offer(field: forms.Field, offered: list[tuple[str, Any]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = offered
