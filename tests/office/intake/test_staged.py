"""What is kept beside a file until its import is over is known to the doctor."""

from flatwright.office.checkup.files import files
from flatwright.office.intake.models import Batch
from flatwright.office.intake.staging import staged_path
from tests.office.intake.shop import Shop

PEOPLE = "Client,Name\nWillow,Ada\n"


def test_the_doctor_leaves_a_tried_import_alone(shop: Shop) -> None:
    batch = shop.tried("people", PEOPLE)
    assert staged_path(batch).is_file()
    assert [*files()] == []


def test_what_an_import_left_that_nobody_knows_is_named(shop: Shop) -> None:
    batch = shop.tried("people", PEOPLE)
    Batch.objects.filter(pk=batch.pk).update(key="another")
    assert {each.code for each in files()} == {"orphan_file"}
