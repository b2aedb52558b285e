"""Tables in other languages, and what is asked where a table does not tell it."""

import unicodedata

import pytest

from flatwright.office.desk.models import Ticket
from flatwright.office.intake import actions
from tests.office.intake.shop import Shop

pytestmark = pytest.mark.once

GERMAN = (
    "Nummer;Kunde;Titel;Art;Zustand;Priorität;Erstellt;Geschlossen\n"
    "T-1;Willow;Bildschirm dunkel;Störung;geschlossen;hoch;03.02.2026 10:00;"
    "03.02.2026 11:00\n"
    "T-2;Willow;Neue Maus;Anfrage;offen;niedrig;03.02.2026 10:00;\n"
)
FRENCH = (
    "Numéro,Client,Objet,Type,Statut,Priorité,Créé le\n"
    "1,Willow,Écran noir,Panne,Fermé,Haute,2026-02-03 10:00\n"
)
SPANISH = (
    "Número,Cliente,Asunto,Tipo,Estado,Prioridad,Fecha de creación\n"
    "1,Willow,Pantalla negra,Incidencia,Cerrado,Alta,2026-02-03 10:00\n"
)
BARE = "Number,Client,Subject,Created\n1,Willow,Screen dark,2026-02-03 10:00\n"
DATED = (
    "Number,Client,Subject,Created,Closed\n"
    "1,Willow,Screen dark,2026-02-03 10:00,2026-02-03 11:00\n"
    "2,Willow,Mail late,2026-02-03 10:00,\n"
)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_german_headings_and_words_are_understood(shop: Shop, form: str) -> None:
    shop.imported("tickets", unicodedata.normalize(form, GERMAN))  # type: ignore[arg-type]
    dark, mouse = Ticket.objects.order_by("external")
    assert (dark.kind, dark.status, dark.priority) == ("incident", "closed", "p2")
    assert (mouse.kind, mouse.status, mouse.priority) == ("request", "open", "p4")


@pytest.mark.parametrize("content", [FRENCH, SPANISH])
def test_french_and_spanish_words_mean_the_same(shop: Shop, content: str) -> None:
    shop.imported("tickets", content)
    row = Ticket.objects.get()
    assert (row.kind, row.status, row.priority) == ("incident", "closed", "p2")


def test_without_a_status_a_closing_day_closes(shop: Shop) -> None:
    shop.imported("tickets", DATED, tickets_are="closed")
    assert told_of() == {"1": "closed", "2": "open"}


@pytest.mark.parametrize("answer", ["open", "closed"])
def test_with_neither_they_are_what_was_said(shop: Shop, answer: str) -> None:
    shop.imported("tickets", BARE, tickets_are=answer)
    assert told_of() == {"1": answer}


def test_a_trial_shows_times_in_the_chosen_zone(shop: Shop) -> None:
    batch = shop.tried("tickets", BARE, zone="Europe/Berlin")
    told = batch.preview[0]["values"]
    assert told["opened"] == "2026-02-03 10:00 Europe/Berlin"
    assert actions.begin(shop.owner, batch).week[1][10] == 1


def told_of() -> dict[str, str]:
    return dict(Ticket.objects.values_list("external", "status"))
