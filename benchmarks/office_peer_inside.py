"""django-helpdesk with the same tickets, in an environment of its own.

    FOLDER/environment/bin/python benchmarks/office_peer_inside.py make | sign | serve PORT

It is set up as its documentation says, on the same embedded database with the same
settings, and served by the same server. Each ticket has a follow-up.
"""

import json
import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

HOME = Path(os.environ["FLATWRIGHT_HOME"])
_STATUS = {"resolved": 3, "closed": 4, "merged": 5}  # theirs; 1 is open
_MANY = 2000


def main() -> None:
    """Do what is asked; answers are one line of JSON."""
    what, *told = sys.argv[1:]
    _set_up()
    if what == "serve":
        _serve(int(told[0]))
    else:
        print(json.dumps({"make": _make, "sign": _sign}[what]()), flush=True)


def _set_up() -> None:
    import django  # noqa: PLC0415 - settings first
    from django.conf import settings  # noqa: PLC0415

    own = ("admin", "auth", "contenttypes", "sessions", "messages", "sites", "humanize")
    middle = (
        *("sessions.middleware.Session", "auth.middleware.Authentication"),
        "messages.middleware.Message",
    )
    settings.configure(
        SECRET_KEY="nothing is kept here",  # noqa: S106 - a site for a minute
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="office_peer_urls",
        SITE_ID=1,
        USE_TZ=True,
        STATIC_URL="static/",
        LOGIN_URL="/login/",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        HELPDESK_TEAMS_MODE_ENABLED=False,
        INSTALLED_APPS=[
            *(f"django.contrib.{name}" for name in (*own, "staticfiles")),
            "rest_framework",
            "helpdesk",
        ],
        MIDDLEWARE=[
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            *(f"django.contrib.{name}Middleware" for name in middle),
        ],
        DATABASES={"default": _database()},
        TEMPLATES=[_templates()],
    )
    django.setup()


def _database() -> dict[str, Any]:
    pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "helpdesk.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": f"{pragmas}PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY;",
        },
    }


def _templates() -> dict[str, Any]:
    told = (
        *("template.context_processors.request", "contrib.auth.context_processors.auth"),
        "contrib.messages.context_processors.messages",
    )
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": [f"django.{name}" for name in told]},
    }


def _serve(port: int) -> None:
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415
    from waitress import serve  # noqa: PLC0415

    serve(get_wsgi_application(), host="127.0.0.1", port=port, threads=8, _quiet=True)


def _make() -> dict[str, int]:
    """Tables, a queue, the staff, and the tickets of the office's embedded database."""
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from helpdesk.models import FollowUp, Queue, Ticket  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    staff = [
        User.objects.create_user(f"staff{n}", f"staff{n}@example.com", is_staff=True)
        for n in range(54)
    ]
    User.objects.filter(pk=staff[0].pk).update(is_superuser=True)
    queue = Queue.objects.create(title="Tickets", slug="tickets")
    tickets = [_ticket(Ticket, queue, staff, row) for row in _rows()]
    Ticket.objects.bulk_create(tickets, batch_size=_MANY)
    follow = (
        FollowUp(ticket=t, date=t.modified, comment="Rang back.", user=t.assigned_to)
        for t in tickets
    )
    FollowUp.objects.bulk_create(follow, batch_size=_MANY)
    return {"Ticket": Ticket.objects.count(), "FollowUp": FollowUp.objects.count()}


def _rows() -> list[tuple[Any, ...]]:
    office = sqlite3.connect(os.environ["OFFICE_DATABASE"])
    sql = (
        "SELECT t.title, t.description, t.status, t.priority, t.opened, t.updated,"
        " t.assignee_id, p.email FROM desk_ticket t LEFT JOIN clients_person p"
        " ON p.id = t.person_id ORDER BY t.opened"
    )
    return office.execute(sql).fetchall()


def _ticket(model: Any, queue: Any, staff: list[Any], row: tuple[Any, ...]) -> Any:
    from datetime import UTC, datetime  # noqa: PLC0415

    title, words, status, priority, opened, updated, assignee, email = row
    return model(
        title=title,
        description=words,
        queue=queue,
        status=_STATUS.get(status, 1),
        priority=int(priority[1]),
        created=datetime.fromisoformat(opened).replace(tzinfo=UTC),
        modified=datetime.fromisoformat(updated).replace(tzinfo=UTC),
        assigned_to=staff[hash(assignee) % len(staff)] if assignee else None,
        submitter_email=email,
    )


def _sign() -> dict[str, Any]:
    from importlib.metadata import version  # noqa: PLC0415

    from django.contrib.auth import (  # noqa: PLC0415
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    user = User.objects.get(username="staff0")
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    cookie = f"sessionid={store.session_key}"
    return {"cookie": cookie, "version": version("django-helpdesk")}


if __name__ == "__main__":
    main()
