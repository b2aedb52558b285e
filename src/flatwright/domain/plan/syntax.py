"""What the YAML parser complains of, in words that help."""

_SAID = (  # what the parser says, what was found, what to do
    (
        "'\\t' that cannot start",
        "a tab stands where YAML takes spaces",
        "Indent with spaces.",
    ),
    (
        "mapping values are not allowed",
        'a second ":" stands where one value is expected',
        "Put the value in quotes, or the key on a line of its own.",
    ),
    (
        "sequence entries are not allowed",
        'a list begins with "-" where one value is expected',
        "Put the list on the lines below its key, or write it in [ ].",
    ),
    (
        "could not find expected ':'",
        "this line is neither a key with a value nor a part of the value above",
        'Write it as "key: value", or indent it under the line it belongs to.',
    ),
    (
        "expected <block end>",
        "this line is indented in another way than its neighbours",
        "Let the keys of one table begin in one column.",
    ),
    (
        "that cannot start any token",
        "this character cannot begin a value",
        "Put the value in quotes.",
    ),
    (
        "expected the node content",
        "a value is missing here",
        "Write the value, or take the comma or the bracket out.",
    ),
    (
        "expected ',' or",
        "this bracket is not closed, or a comma is missing in it",
        "Close the bracket, or add the comma.",
    ),
    ("unexpected end of stream", "this quote is not closed", "Close the quote."),
    (
        "document separator",
        "a line of --- or ... stands inside quotes",
        "Close the quote, or indent the line.",
    ),
    (
        "'<document start>'",
        "this stands outside of what the text began with",
        "Indent the line as the first one is, or take out a bracket that is too many.",
    ),
)
_REMEDY = "Check the indentation, the quotes and the brackets here and on the line above."


def advised(found: str) -> tuple[str, str]:
    """What was found and what to do, for a complaint of the parser's."""
    for fragment, says, remedy in _SAID:
        if fragment in found:
            return says, remedy
    return f"the text is not YAML: {found}", _REMEDY


def is_unclosed(found: str) -> bool:
    """The parser reached the end of something that was opened further up."""
    return "expected ',' or" in found or "end of stream" in found
