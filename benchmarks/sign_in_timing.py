"""Whether the time of a wrong sign-in tells if there is an account of that address.

    python benchmarks/sign_in_timing.py [SAMPLES]

It makes a home of its own, asks for a known and an unknown address by turns, 400 times
each, and prints the medians and how likely such a difference is by chance (Mann-Whitney).
Run it on a machine that does nothing else: time on the clock tells little where it does.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from statistics import median
from typing import Any

_SAMPLES, _MOST, _LEAST_P = 400, 0.05, 0.01
_KNOWN, _UNKNOWN = "ada@example.com", "eve@example.com"
_CLOCKS: dict[str, Callable[[], float]] = {
    "on the clock": time.perf_counter,
    "of the processor": time.process_time,
}


def main() -> None:
    """Measure, print, and end with 1 where the two can be told apart."""
    samples = int(sys.argv[1]) if sys.argv[1:] else _SAMPLES
    with tempfile.TemporaryDirectory(prefix="flatwright-timing-") as home:
        os.environ["FLATWRIGHT_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "flatwright.site.settings"
        taken = _taken(samples)
    alike = [_told(name, taken[name]) for name in _CLOCKS]
    sys.exit(0 if all(alike) else 1)


def _taken(samples: int) -> dict[str, dict[str, list[float]]]:
    import django  # noqa: PLC0415 - the settings are named above

    django.setup()
    from django.test import Client  # noqa: PLC0415 - the same

    from flatwright.office.accounts.models import Attempts  # noqa: PLC0415

    _account()
    browser = Client()
    taken: dict[str, dict[str, list[float]]] = {name: {} for name in _CLOCKS}
    for turn in range(samples + 1):
        for email in (_KNOWN, _UNKNOWN) if turn % 2 else (_UNKNOWN, _KNOWN):
            Attempts.objects.all().delete()  # else nobody is asked from the sixth on
            for name, spent in _one(browser, email).items():
                taken[name].setdefault(email, []).append(spent)
    for times in taken.values():  # the first loads what the others find loaded
        times[_KNOWN].pop(0)
        times[_UNKNOWN].pop(0)
    return taken


def _one(browser: Any, email: str) -> dict[str, float]:
    before = {name: clock() for name, clock in _CLOCKS.items()}
    browser.post("/sign-in/", {"login": email, "password": "not the right one"})
    return {name: clock() - before[name] for name, clock in _CLOCKS.items()}


def _account() -> None:
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 - as above

    from flatwright.office.accounts.models import User  # noqa: PLC0415
    from flatwright.office.audit.actor import Actor  # noqa: PLC0415
    from flatwright.office.audit.changes import create  # noqa: PLC0415
    from flatwright.office.backups.schema import bring_up  # noqa: PLC0415

    bring_up()
    ada = User(email=_KNOWN, name="Ada", password=make_password("four plain words here"))
    create(Actor(name="benchmark", source="benchmark"), ada)


def _told(name: str, taken: dict[str, list[float]]) -> bool:
    from scipy.stats import mannwhitneyu  # noqa: PLC0415 - slow to load

    known, unknown = taken[_KNOWN], taken[_UNKNOWN]
    apart = abs(median(known) - median(unknown)) / median(known)
    test: Any = mannwhitneyu(known, unknown)
    print(
        f"{name}: {len(known)} of each, medians {median(known) * 1000:.1f} ms for a known "
        f"address and {median(unknown) * 1000:.1f} ms for an unknown one, "
        f"{apart:.1%} apart, p = {test.pvalue:.3f}"
    )
    return apart <= _MOST and test.pvalue > _LEAST_P


if __name__ == "__main__":
    main()
