"""Every kind of table that can be imported, with each of its fields explained."""

from flatwright.imports.business.fields import (
    CLIENT,
    EMAIL,
    FIRST,
    KEY,
    LAST,
    NOTE,
    PHONE,
    Field,
    Form,
    Sheet,
    name_field,
)
from flatwright.imports.business.kinds import THING_KINDS
from flatwright.imports.business.sheets_of_work import TICKETS, TIME

ADDRESS = Field(
    name="address",
    label="Address",
    explains="The postal address, in one cell.",
    headings=("street", "street address", "location address"),
    most=400,
)
SITE = Field(
    name="site",
    label="Place",
    explains="The name of one of the client's places. It must be there already.",
    headings=("site", "location", "office", "branch"),
)
_PERSON_KINDS = {
    **dict.fromkeys(("named", "person", "user", "full time", "employee"), "named"),
    **dict.fromkeys(("part time", "parttime"), "part_time"),
    "kiosk": "kiosk",
    **dict.fromkeys(("shared", "shared mailbox", "mailbox", "room"), "shared"),
    **dict.fromkeys(("service", "service account", "system"), "service"),
}
_PLACES = {
    "central": "central",
    **dict.fromkeys(("personal", "own"), "personal"),
    "home": "home",
}

CLIENTS = Sheet(
    name="clients",
    title="Clients",
    explains="The businesses that you serve. Import them first: all else belongs to one.",
    fields=(
        KEY,
        name_field(
            "The client's name.",
            *("client", "customer", "company", "account", "client name", "customer name"),
            *("company name", "organization", "organisation", "account name", "kunde"),
            *("kundenname", "firma", "société", "entreprise", "cliente", "empresa"),
        ),
        Field(
            name="time_zone",
            label="Time zone",
            explains="Such as America/Chicago. Yours, where nothing is told.",
            headings=("timezone", "tz", "zone"),
            most=60,
        ),
        FIRST,
        LAST,
        EMAIL,
        PHONE,
        NOTE,
    ),
    natural=("name",),
)
SITES = Sheet(
    name="sites",
    title="Places",
    explains="Where your clients work. Only listed places are covered.",
    fields=(
        KEY,
        CLIENT,
        name_field("The place's name.", "site", "place", "location", "site name", "office"),
        ADDRESS,
        FIRST,
        LAST,
    ),
    natural=("client", "name"),
)
PEOPLE = Sheet(
    name="people",
    title="People",
    explains="Your clients' users. First and last day put them on the roster.",
    fields=(
        KEY,
        CLIENT,
        name_field(
            "First and last name.",
            *("full name", "display name", "displayname", "user", "contact", "person"),
            *("contact name", "employee", "username"),
        ),
        Field(
            name="kind",
            label="Kind",
            explains="Person, part-time, kiosk, shared or service. Shared and service "
            "accounts are not counted as users.",
            headings=("type", "user type", "account type"),
            form=Form.WORD,
            words=_PERSON_KINDS,
        ),
        EMAIL,
        PHONE,
        SITE,
        Field(
            name="works_from_home",
            label="Works from home",
            explains="Yes or no.",
            headings=("home office", "remote", "works from home"),
            form=Form.YES,
        ),
        FIRST,
        LAST,
        NOTE,
    ),
    natural=("client", "email", "name"),
)
THINGS = Sheet(
    name="things",
    title="Devices, printers and programs",
    explains="What you look after. A device with an owner counts to that user.",
    fields=(
        KEY,
        CLIENT,
        name_field(
            "What it is called.",
            *("device", "device name", "hostname", "host name", "computer name", "asset"),
            *("asset name", "computer", "printer", "application", "software", "title"),
        ),
        Field(
            name="kind",
            label="Kind",
            explains="Computer, tablet, phone, printer, server, network, application, or "
            "a kind of your plan's own. Laptop, switch and the like are understood.",
            headings=("type", "device type", "asset type", "category", "class"),
            form=Form.KIND,
            most=40,
            words=THING_KINDS,
        ),
        Field(
            name="owner",
            label="Owner",
            explains="The user it counts to, by e-mail, key there or name. Nothing means "
            "shared.",
            headings=("user", "assigned to", "assigned user", "primary user", "person"),
        ),
        Field(
            name="place",
            label="Printer's place",
            explains="Central, personal or home; for printers only.",
            headings=("printer place", "placement"),
            form=Form.WORD,
            words=_PLACES,
        ),
        SITE,
        Field(
            name="registered",
            label="Registered",
            explains="The order in which a user's devices count. The first day, where "
            "nothing is told.",
            headings=("registered on", "enrolled", "enrolled date", "purchase date"),
            form=Form.DAY,
        ),
        FIRST,
        LAST,
        Field(
            name="maker",
            label="Maker",
            explains="Who made it.",
            headings=("manufacturer", "vendor", "make", "brand"),
            most=80,
        ),
        Field(
            name="model",
            label="Model",
            explains="Its model.",
            headings=("model name", "product"),
        ),
        Field(
            name="serial",
            label="Serial number",
            explains="By it a device is found again when its name has changed.",
            headings=("serial", "serial no", "serialnumber", "service tag", "sn"),
        ),
        Field(
            name="system",
            label="System",
            explains="Its operating system.",
            headings=("os", "operating system", "os name", "os version"),
        ),
        Field(
            name="end_of_life",
            label="End of life",
            explains="The day from which its maker supports it no longer.",
            headings=("eol", "end of support", "eol date", "end of life date"),
            form=Form.DAY,
        ),
        Field(
            name="warranty_until",
            label="Warranty until",
            explains="The last day of its warranty.",
            headings=("warranty", "warranty end", "warranty expires", "warranty expiry"),
            form=Form.DAY,
        ),
        NOTE,
    ),
    natural=("client", "serial", "name"),
)
SHEETS = {each.name: each for each in (CLIENTS, SITES, PEOPLE, THINGS, TICKETS, TIME)}
