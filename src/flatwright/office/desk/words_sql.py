"""The tables and triggers that keep the words of each ticket, for either database."""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

_WORDS = """
t.title || ' ' || c.name || ' ' || COALESCE(p.name, '') || ' ' || t.person_name
"""
_OF_TICKETS = """
FROM desk_ticket t JOIN clients_client c ON c.id = t.client_id
LEFT JOIN clients_person p ON p.id = t.person_id
"""
_CHANGES = "title, client_id, person_id, person_name"

# ---------------------------------------------------------------- the embedded database

_KEEP = f"""
INSERT INTO desk_ticket_words (rowid, words) SELECT t.id, {_WORDS} {_OF_TICKETS}
"""
_DIFFERS = " OR ".join(
    f"OLD.{name.strip()} IS NOT NEW.{name.strip()}" for name in _CHANGES.split(",")
)


def _embedded_renamed(table: str, link: str) -> str:
    """Words of tickets follow the name of a client or a person."""
    return f"""
CREATE TRIGGER {table}_words AFTER UPDATE OF name ON {table}
WHEN OLD.name IS NOT NEW.name BEGIN
DELETE FROM desk_ticket_words WHERE rowid IN
(SELECT id FROM desk_ticket WHERE {link} = NEW.id);
{_KEEP} WHERE t.{link} = NEW.id; END
"""  # noqa: S608 - names of our own tables


_TABLE = """
CREATE VIRTUAL TABLE desk_ticket_words
USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2')
"""
_MADE = f"""
CREATE TRIGGER desk_ticket_words_made AFTER INSERT ON desk_ticket
BEGIN {_KEEP} WHERE t.id = NEW.id; END
"""
_CHANGED = f"""
CREATE TRIGGER desk_ticket_words_changed AFTER UPDATE OF {_CHANGES} ON desk_ticket
WHEN {_DIFFERS} BEGIN DELETE FROM desk_ticket_words WHERE rowid = OLD.id;
{_KEEP} WHERE t.id = NEW.id; END
"""  # noqa: S608 - the same
_REMOVED = """
CREATE TRIGGER desk_ticket_words_removed AFTER DELETE ON desk_ticket
BEGIN DELETE FROM desk_ticket_words WHERE rowid = OLD.id; END
"""
_EMBEDDED = (
    *(_TABLE, _MADE, _CHANGED, _REMOVED),
    _embedded_renamed("clients_client", "client_id"),
    _embedded_renamed("clients_person", "person_id"),
    _KEEP,
)
_EMBEDDED_GONE = (
    *(f"DROP TRIGGER desk_ticket_words_{each}" for each in ("made", "changed", "removed")),
    *(f"DROP TRIGGER {each}_words" for each in ("clients_client", "clients_person")),
    "DROP TABLE desk_ticket_words",
)

# ---------------------------------------------------------------- PostgreSQL

# Punctuation parts words; else 'a-b' and 'x.y' would be read as compounds and hosts.
_VECTOR = f"""
to_tsvector('simple', regexp_replace({_WORDS}, '[[:punct:][:space:]]+', ' ', 'g'))
"""
_STORE = f"""
INSERT INTO desk_ticket_words (ticket, words) SELECT t.id, {_VECTOR} {_OF_TICKETS}
"""
_ANEW = "ON CONFLICT (ticket) DO UPDATE SET words = EXCLUDED.words"


def _function(name: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN {body}; RETURN NULL; END; $$"
        " LANGUAGE plpgsql"
    )


def _trigger(table: str, on: str, function: str, each: str = "ROW") -> str:
    return (
        f"CREATE TRIGGER {function} AFTER {on} ON {table}"
        f" FOR EACH {each} EXECUTE FUNCTION {function}()"
    )


_SERVER = (
    "CREATE TABLE desk_ticket_words (ticket bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX desk_ticket_words_by ON desk_ticket_words USING gin (words)",
    _function("desk_ticket_words_kept", f"{_STORE} WHERE t.id = NEW.id {_ANEW}"),
    _trigger("desk_ticket", f"INSERT OR UPDATE OF {_CHANGES}", "desk_ticket_words_kept"),
    _function(
        "desk_ticket_words_removed",
        "DELETE FROM desk_ticket_words WHERE ticket = OLD.id",
    ),
    _trigger("desk_ticket", "DELETE", "desk_ticket_words_removed"),
    _function("desk_ticket_words_emptied", "TRUNCATE desk_ticket_words"),
    _trigger("desk_ticket", "TRUNCATE", "desk_ticket_words_emptied", "STATEMENT"),
    *(
        statement
        for table, link in (("clients_client", "client"), ("clients_person", "person"))
        for statement in (
            _function(f"{table}_words", f"{_STORE} WHERE t.{link}_id = NEW.id {_ANEW}"),
            _trigger(table, "UPDATE OF name", f"{table}_words"),
        )
    ),
    _STORE,
)
_FUNCTIONS = (
    *(f"desk_ticket_words_{each}" for each in ("kept", "removed", "emptied")),
    *(f"{each}_words" for each in ("clients_client", "clients_person")),
)
_SERVER_GONE = (
    *(f"DROP FUNCTION {each} CASCADE" for each in _FUNCTIONS),  # with their triggers
    "DROP TABLE desk_ticket_words",
)

_KEPT = {"sqlite": _EMBEDDED, "postgresql": _SERVER}
_GONE = {"sqlite": _EMBEDDED_GONE, "postgresql": _SERVER_GONE}


def kept() -> RunPython:
    """A step of a migration that lets the database keep the words of each ticket."""
    return RunPython(_step(_KEPT), _step(_GONE))


def _step(
    statements: dict[str, tuple[str, ...]],
) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    def step(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        with editor.connection.cursor() as cursor:
            for statement in statements[editor.connection.vendor]:
                cursor.execute(statement)

    return step
