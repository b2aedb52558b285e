"""What is done inside the office's own process: made, signed in, served, explained.

    python benchmarks/office_inside.py make | sign PEOPLE | serve PORT | plans

`benchmarks/office.py` starts it with FLATWRIGHT_HOME and DATABASE_URL set.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "flatwright.site.settings")
os.environ["FLATWRIGHT_SECOND_FACTOR"] = "0"
_DEEP = 60_000  # rows into the list


def main() -> None:
    """Do what is asked; answers are one line of JSON."""
    what, *told = sys.argv[1:]
    if what == "serve":
        _serve(int(told[0]))
        return
    import django  # noqa: PLC0415 - the settings are named above

    django.setup()
    print(json.dumps(_ANSWERS[what](*told)), flush=True)


def _serve(port: int) -> None:
    from flatwright.cli.serving import (  # noqa: PLC0415 - as above
        Listening,
        Running,
        usual_processes,
    )

    here = Listening(host="127.0.0.1", port=port)
    Running(here, no_worker=True, processes=usual_processes()).run()


def _make() -> dict[str, int]:
    import office_made  # noqa: PLC0415

    office_made.make()
    return office_made.counts()


def _sign(people: str) -> dict[str, Any]:
    """Sessions of so many of the staff, and addresses of rows that there are."""
    from flatwright.office.accounts.models import User  # noqa: PLC0415

    users = User.objects.filter(is_active=True, is_limited=False).order_by("-pk")
    busy = users.filter(role__in=("owner", "dispatcher", "technician"))[: int(people)]
    return {"cookies": [_session(each) for each in busy], **_addresses()}


def _session(user: Any) -> str:
    from django.contrib.auth import (  # noqa: PLC0415
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
    )
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    from flatwright.web.accounts.sessions import begin  # noqa: PLC0415

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    begin(store)
    store.create()
    return f"flatwright_session={store.session_key}"


def _addresses() -> dict[str, Any]:
    from flatwright.office.clients.models import Client  # noqa: PLC0415
    from flatwright.office.desk.models import ENDED, Ticket  # noqa: PLC0415

    rows = Ticket.objects.order_by("-updated", "-id")
    deep = rows.only("updated")[_DEEP]
    busiest = Client.objects.annotate(n=_count("tickets")).order_by("-n", "pk")
    worked = rows.filter(client=busiest[0], entries__isnull=False)
    return {
        "after": f"{deep.updated.isoformat()}_{deep.pk}",
        "clients": list(busiest.values_list("key", flat=True)[:100]),
        "tickets": list(worked.values_list("number", flat=True).distinct()[:100]),
        "open": list(rows.exclude(status__in=ENDED).values_list("number", flat=True)[:200]),
        "colleague": rows.exclude(assignee=None)[0].assignee.key,
    }


def _count(name: str) -> Any:
    from django.db.models import Count  # noqa: PLC0415

    return Count(name)


def _plans() -> dict[str, Any]:
    import office_plans  # noqa: PLC0415

    return office_plans.explained(_sign("1"))


_ANSWERS = {"make": _make, "sign": _sign, "plans": _plans}

if __name__ == "__main__":
    main()
