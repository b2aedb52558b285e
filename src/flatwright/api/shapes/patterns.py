"""Forms of templates."""

from typing import Annotated

from ninja import Schema
from pydantic import Field, Strict

from flatwright.api.shapes.common import Line, Seen, Text
from flatwright.api.shapes.common import Name as Title
from flatwright.api.shapes.tickets import Kind, Minutes, Short

Name = Annotated[str, Field(max_length=120), Strict()]
Steps = Annotated[list[Line], Field(max_length=40)]


class TemplateIn(Schema, extra="forbid"):
    """A ticket that is written often; the checklist has a sentence for each step."""

    name: Name
    title: Title
    description: Text = ""
    kind: Kind = "request"
    action: Short = "fix"
    estimate: Minutes | None = None
    checklist: Steps = []


class TemplateEdit(Schema, extra="forbid"):
    """What changes of a template; what is left out stays."""

    seen: Seen = None
    name: Name = ""
    title: Title = ""
    description: Text = ""
    kind: Kind = "request"
    action: Short = "fix"
    estimate: Minutes | None = None
    checklist: Steps = []


class TemplateOut(Schema):
    """A ticket that is written often."""

    key: str
    name: str
    title: str
    description: str
    kind: str
    action: str
    estimate: int | None
    checklist: list[str]
    edited: int
