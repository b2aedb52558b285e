"""One plan's year for a client of 25 users: mean and three quantiles; milliseconds."""

from dataclasses import replace
from itertools import count

from compound_peers import PEERS, Sum
from made_prices import FINE, SHARES, case_of
from measure import median_seconds, row

from flatwright.domain.pricing.compound import compounded
from flatwright.domain.pricing.frequency import NegativeBinomial
from flatwright.domain.pricing.loss import Loss
from flatwright.domain.pricing.moved import with_setting
from flatwright.domain.pricing.priced import Case, priced, with_plan
from flatwright.domain.pricing.served import YEAR, Bundle, bundles, served

STEP = 3.0  # what `served` chooses for this client
LOG2 = 14


def measure() -> None:
    """The whole year first, then the part of it that the peers can be given."""
    case = case_of()
    of = case.lanes
    all_of_it = bundles(of, case.noise_under_plan, YEAR)
    exact = _figures(compounded([each.on(FINE) for each in all_of_it], FINE))
    ready = [each.on(STEP) for each in all_of_it]
    _line(
        "ours, from bundles made before", lambda: _figures(compounded(ready, STEP)), exact
    )
    _line(
        "ours, `served` from lanes",
        lambda: _figures(served(of, case.noise_under_plan).minutes),
        exact,
    )
    _line(
        "ours, plan settings to floors",
        lambda: _figures(priced(case).hours.scaled(60)),
        exact,
    )
    tried = count(201)
    seconds = median_seconds(lambda: priced(_moved(case, next(tried))))
    row("ours, the same, limits never seen before", f"{1000 * seconds:.2f} ms")
    _beside_peers(next(x for x in all_of_it if isinstance(x.frequency, NegativeBinomial)))


def _beside_peers(bundle: Bundle) -> None:
    """Tickets that share the noise, which are nearly all; ready made on a grid of 3 min."""
    exact = _figures(compounded([bundle.on(FINE)], FINE))
    frequency = bundle.frequency
    of = Sum(
        tickets=frequency.mean,
        kappa=frequency.size,
        effort=bundle.on(STEP).effort,
        step=STEP,
        moments=bundle.moments,
        log2=LOG2,
    )
    ours = 0.0
    for name, peer in PEERS.items():
        seconds = _line(f"one count, one effort: {name}", lambda p=peer: p(of), exact, ours)
        ours = ours or seconds


def _line(name: str, work: object, exact: list[float], ours: float = 0.0) -> float:
    """Milliseconds, how many times ours, and errors of mean, q50, q95, q99 in per cent."""
    seconds = median_seconds(work)
    errors = [100 * (a / b - 1) for a, b in zip(work(), exact, strict=True)]
    said = " ".join(f"{error:+.3f}" for error in errors)
    times = f"{seconds / ours:7.1f} x  " if ours else " " * 11
    row(name, f"{1000 * seconds:.2f} ms", f"{times}error %: mean q50 q95 q99 {said}")
    return seconds


def _figures(year: Loss) -> list[float]:
    return [year.mean, *(year.quantile(share) for share in SHARES)]


def _moved(case: Case, threshold: int) -> Case:
    """The case under a plan whose projects begin elsewhere."""
    plan = with_setting(case.plan, "projects.request_over", threshold)
    plan = with_setting(plan, "projects.incident_over", threshold)
    return replace(with_plan(case, plan), trial=case.trial)
