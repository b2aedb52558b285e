"""What a form with files says, as one number: two that differ in one byte differ here."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

Fields = Iterable[tuple[str, list[Any]]]
Files = Iterable[tuple[str, list["UploadedFile[Any]"]]]


def digest_of_form(to: str, fields: Fields, files: Files) -> str:
    """A digest of where a form goes, of each field and each byte of each file."""
    digest = hashlib.sha256(to.encode())
    for field in sorted(fields):
        digest.update(json.dumps(field).encode())
    for name, those in files:
        for file in those:
            digest.update(json.dumps([name, file.name, file.size]).encode())
            for piece in file.chunks():
                digest.update(piece)
            file.seek(0)
    return digest.hexdigest()
