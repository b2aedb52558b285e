"""Forms of an import: the file, and which column tells what."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html

from flatwright.imports.business.fields import Field, Sheet
from flatwright.imports.business.logs import log_titles
from flatwright.office.agreements.queries import plan_texts
from flatwright.office.clients.actions import zone_names
from flatwright.office.clients.models import Client
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right, Scope

ORDERS = (
    ("iso", "2026-02-03, the year first"),
    ("dmy", "03/02/2026, the day first"),
    ("mdy", "02/03/2026, the month first"),
)
_UNITS = (("hours", "hours, such as 1.5 or 1:30"), ("minutes", "minutes"))
_DECIMALS = ((".", "1.5"), (",", "1,5"))
_FILES = ("source", "file", "beside", "client")
_OF_TIME = ("tickets", "time")
_NEEDED = "Choose the column that tells this: without it no row can be taken."
_ARE = (("", "choose one"), ("open", "open"), ("closed", "closed"))


class FileForm(forms.Form):
    """The file, and where it comes from."""

    source = forms.CharField(
        max_length=60,
        label="Where it comes from",
        help_text="Such as ConnectWise, or our old list. Keys in the file are its own: "
        "use the same words the next time, and nothing comes in twice.",
    )
    file = forms.FileField(
        label="The file",
        help_text="CSV or XLSX with one row of headings, up to 20 MB.",
    )

    def __init__(self, scope: Scope, kind: str, *args: Any, **more: Any) -> None:
        """With the fields that this kind of table needs besides."""
        super().__init__(*args, **more)
        if kind == "log":
            self._add_log(scope)
        elif kind != "clients":
            rows = clients(scope)
            self.fields["client"] = forms.ModelChoiceField(
                rows,
                required=False,
                to_field_name="key",
                empty_label="told by a column of the file",
                label="All rows are of",
            )

    def _add_log(self, scope: Scope) -> None:
        self.fields["mapping"] = forms.ChoiceField(
            choices=log_titles(), label="What kind of log is it?"
        )
        self.fields["beside"] = forms.FileField(
            required=False,
            label="The file beside it",
            help_text="Where this kind of log has two files, such as dates.csv.",
        )
        self.fields["make_clients"] = forms.BooleanField(
            required=False, initial=True, label="Clients that are not there are made"
        )
        self.fields["make_people"] = forms.BooleanField(
            required=False,
            initial=True,
            label="Callers become users",
            help_text="From the first day of the log on.",
        )
        if scope.may(Right.AGREE):
            offered = [(str(p), f"{p.title} ({p})") for p in plan_texts(scope)]
            self.fields["plan"] = forms.ChoiceField(
                choices=[("", "no plan: the work is not decided"), *offered],
                required=False,
                label="New clients are under",
                help_text="From the first day of the log on, so that all of it is decided.",
            )

    def told(self) -> dict[str, Any]:
        """The options of the import."""
        cleaned = self.cleaned_data
        return {k: v for k, v in cleaned.items() if k not in _FILES}

    @property
    def client(self) -> Client | None:
        """Whose all rows are."""
        found: Client | None = self.cleaned_data.get("client")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose columns are chosen."""

    sheet: Sheet
    headings: tuple[str, ...]
    of_one_client: bool = False  # no column needs to tell which


class ColumnsForm(forms.Form):
    """Which column tells what, and how its cells are written."""

    def __init__(self, table: Table, *args: Any, **more: Any) -> None:
        """One choice for each field of the table."""
        super().__init__(*args, **more)
        sheet = table.sheet
        choices = [("", "no column"), *((each, each) for each in table.headings)]
        for each in sheet.fields:
            needed = each.needed and not (table.of_one_client and each.name == "client")
            self.fields[f"column-{each.name}"] = _column(each, choices, needed=needed)
        if sheet.name == "tickets":
            self._add_status()
        self.fields["order"] = forms.ChoiceField(choices=ORDERS, label="Days are written")
        self.fields["first"] = forms.DateField(
            required=False,
            label="First day, where nothing is told",
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        if sheet.name in _OF_TIME:
            self._add_times()
        if sheet.name not in ("clients", "time"):
            self.fields["make_clients"] = forms.BooleanField(
                required=False, label="Clients that are not there are made"
            )

    def _add_status(self) -> None:
        self.fields["tickets_are"] = forms.ChoiceField(
            choices=_ARE,
            required=False,
            label="These tickets are",
            help_text="Needed where no column tells a status or when they were resolved.",
        )

    def clean(self) -> dict[str, Any]:
        """Whether tickets are open must be told by a column, or for all of them here."""
        told = self.cleaned_data
        names = ("column-status", "column-resolved", "tickets_are")
        if "tickets_are" in self.fields and not any(told.get(name) for name in names):
            self.add_error("tickets_are", "Say whether these tickets are open or closed.")
        return told

    def _add_times(self) -> None:
        self.fields["zone"] = forms.ChoiceField(
            choices=[(each, each) for each in zone_names()],
            label="Times without an offset are in",
        )
        self.fields["unit"] = forms.ChoiceField(choices=_UNITS, label="How long is in")
        self.fields["decimal"] = forms.ChoiceField(
            choices=_DECIMALS, label="Numbers are written"
        )

    def columns(self) -> dict[str, str]:
        """The heading of each field that has one."""
        return {
            name.removeprefix("column-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("column-") and value
        }

    def options(self) -> dict[str, Any]:
        """How cells are written."""
        first = self.cleaned_data["first"]
        told = {k: v for k, v in self.cleaned_data.items() if not k.startswith("column-")}
        return told | {"first": first.isoformat() if first else ""}


def _column(
    of: Field, choices: list[tuple[str, str]], *, needed: bool
) -> forms.ChoiceField:
    label = format_html('{} <span class="optional">needed</span>', of.label)
    return forms.ChoiceField(
        choices=choices,
        required=needed,
        label=label if needed else of.label,
        help_text=of.explains,
        error_messages={"required": _NEEDED},
    )


class InventoryForm(forms.Form):
    """Inventory files of one client's devices."""

    client = forms.ModelChoiceField(Client.objects.none(), to_field_name="key")
    inventories = forms.FileField(
        label="Inventory files",
        widget=forms.FileInput(),
        help_text="JSON as a GLPI agent writes it; up to 200 at a time.",
    )

    def __init__(self, scope: Scope, *args: Any, **more: Any) -> None:
        """With the clients that are reached."""
        super().__init__(*args, **more)
        chosen: Any = self.fields["client"]
        chosen.queryset = clients(scope)
        # Given at the beginning it is refused: the field itself looks at one file.
        self.fields["inventories"].widget.attrs["multiple"] = True
