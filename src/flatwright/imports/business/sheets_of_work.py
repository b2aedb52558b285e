"""Tables of tickets and of time, with each of their fields explained."""

from flatwright.domain.plan.facts import BY_NAME
from flatwright.imports.business.fields import CLIENT, KEY, Field, Form, Sheet, plain
from flatwright.imports.business.words_of_work import KINDS, PRIORITIES, STATUSES


def _fact_words(name: str) -> dict[str, str]:
    return {plain(value): value for value in (*BY_NAME[name].values, "unknown")}


_TECHNICIAN = Field(
    name="technician",
    label="Technician",
    explains="Who worked, by e-mail or name. A name without an account is kept as words.",
    headings=("tech", "member", "resource", "agent", "assigned to", "user", "engineer"),
)
TICKETS = Sheet(
    name="tickets",
    title="Tickets",
    explains="What was asked for and done. Each is decided as it comes in.",
    fields=(
        Field(
            name="key",
            label="Number there",
            explains="The ticket's number where it comes from.",
            headings=(
                *("ticket", "ticket number", "ticket id", "ticket no", "case", "case id"),
                *("ticketnummer", "ticket nr", "nummer", "vorgang", "vorgangsnummer"),
                *("numéro", "numéro de ticket", "número", "número de ticket"),
                *KEY.headings,
            ),
            needed=True,
            most=100,
        ),
        CLIENT,
        Field(
            name="title",
            label="Title",
            explains="What it is, in a few words.",
            headings=(
                *("subject", "summary", "short description", "name", "titel", "betreff"),
                *("kurzbeschreibung", "titre", "objet", "sujet", "título", "asunto"),
            ),
            needed=True,
            most=200,
        ),
        Field(
            name="description",
            label="Description",
            explains="What was said.",
            headings=(
                *("details", "body", "text", "initial description", "beschreibung"),
                *("détails", "descripción", "detalles"),
            ),
            most=20_000,
        ),
        Field(
            name="opened",
            label="Opened",
            explains="When it was asked for.",
            headings=(
                *("opened at", "created", "created at", "date entered", "entered"),
                *("erstellt", "erstellt am", "eröffnet", "geöffnet", "angelegt"),
                *("créé", "créé le", "ouvert le", "date de création", "creado"),
                *("creado el", "fecha de creación", "abierto el"),
            ),
            form=Form.MOMENT,
            needed=True,
        ),
        Field(
            name="resolved",
            label="Resolved",
            explains="When it was done.",
            headings=(
                *("resolved at", "closed", "closed at", "completed", "date closed"),
                *("geschlossen", "geschlossen am", "gelöst", "gelöst am", "erledigt"),
                *("erledigt am", "fermé", "fermé le", "résolu le", "date de clôture"),
                *("cerrado", "cerrado el", "resuelto el", "fecha de cierre"),
            ),
            form=Form.MOMENT,
        ),
        Field(
            name="status",
            label="Status",
            explains="New, open, waiting, planned, resolved or closed. Closed where it was "
            "resolved and nothing else is told.",
            headings=("state", "ticket status", "zustand", "statut", "état", "estado"),
            form=Form.WORD,
            words=STATUSES,
        ),
        Field(
            name="kind",
            label="Kind",
            explains="Incident, request, vendor or proactive. Incident, where nothing is "
            "told.",
            headings=(
                *("type", "ticket type", "record type", "art", "typ", "tickettyp"),
                *("kategorie", "genre", "tipo"),
            ),
            form=Form.WORD,
            words=KINDS,
        ),
        Field(
            name="action",
            label="Action",
            explains="What is done, in the plan's words: fix, change, move … A repair "
            "where nothing is told.",
            headings=("what is done",),
            form=Form.WORD,
            words=_fact_words("action"),
        ),
        Field(
            name="cause",
            label="Cause",
            explains="Why, in the plan's words: normal, act_of_god … Normal, where nothing "
            "is told.",
            headings=("reason",),
            form=Form.WORD,
            words=_fact_words("cause"),
        ),
        Field(
            name="priority",
            label="Priority",
            explains="P1 to P4, 1 to 4, or critical, high, medium, low.",
            headings=(
                *("prio", "severity", "priorität", "dringlichkeit", "priorité"),
                "prioridad",
            ),
            form=Form.WORD,
            words=PRIORITIES,
        ),
        Field(
            name="person",
            label="For whom",
            explains="The user, by e-mail, key there or name.",
            headings=(
                *("contact", "requester", "caller", "user", "contact name", "reporter"),
                *("kontakt", "ansprechpartner", "melder", "anwender", "demandeur"),
                *("contacto", "solicitante", "usuario", "utilisateur"),
            ),
        ),
        Field(
            name="thing",
            label="On what",
            explains="The device, printer or program, by serial number, key there or name.",
            headings=("device", "asset", "configuration", "configuration item", "object"),
        ),
        Field(
            name="estimate",
            label="Estimate",
            explains="The labour estimated before the work: hours, or 1:30.",
            headings=("estimated hours", "hours estimate", "budget hours"),
            form=Form.MINUTES,
        ),
        Field(
            name="onsite",
            label="On site",
            explains="Yes where somebody went there.",
            headings=("onsite", "visit"),
            form=Form.YES,
        ),
    ),
    natural=("key",),
)
TIME = Sheet(
    name="time",
    title="Time entries",
    explains="Who worked how long on which ticket. Import the tickets first.",
    fields=(
        Field(
            name="key",
            label="Key there",
            explains="The entry's own number where it comes from; the same ticket, person "
            "and time are one entry where there is none.",
            headings=("id", "entry id", "time entry id", "timeentryid", "record id"),
            most=100,
        ),
        Field(
            name="ticket",
            label="Ticket",
            explains="The ticket's number where it comes from.",
            headings=("ticket number", "ticket id", "ticket no", "case", "issue", "number"),
            needed=True,
            most=100,
        ),
        _TECHNICIAN,
        Field(
            name="start",
            label="From",
            explains="When the work began. A day alone begins at 09:00.",
            headings=("start", "start time", "started", "time start", "date", "worked on"),
            form=Form.MOMENT,
            needed=True,
        ),
        Field(
            name="end",
            label="To",
            explains="When it ended; or tell how long it took.",
            headings=("end", "end time", "ended", "time end", "finish"),
            form=Form.MOMENT,
        ),
        Field(
            name="minutes",
            label="How long",
            explains="Hours such as 1.5, or 1:30; minutes where you say so below.",
            headings=("hours", "actual hours", "duration", "time spent", "minutes", "time"),
            form=Form.MINUTES,
        ),
        Field(
            name="person",
            label="For whom",
            explains="The user, where it is another than the ticket's.",
            headings=("contact", "for"),
        ),
        Field(
            name="note",
            label="Note",
            explains="What was done.",
            headings=("notes", "description", "summary", "work", "comment"),
            most=10_000,
        ),
    ),
    natural=("ticket", "technician", "start"),
)
