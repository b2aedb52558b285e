"""What each code means, in the words of docs/errors.md; the tests hold it to the source."""

PROBLEMS = {
    "alias-or-tag": "Anchors, aliases, merge keys and tags make a text mean something else "
    "than it shows. Write the values out.",
    "contradiction": "Two settings cannot both hold. Keep one of them.",
    "duplicate-key": "A table has one key twice, and nothing says which one counts.",
    "empty-text": "There is nothing in the text, or only comments.",
    "many-documents": "A file holds one text; a second one begins at `---`.",
    "missing-rate": "Work is billed by the hour, and no rate is given for it.",
    "missing-setting": "A setting that has no default is not there.",
    "not-yaml": "The text is not YAML 1.2, or holds a character that nobody sees.",
    "text-too-large": "The text is larger than any plan, so it is not read at all.",
    "too-deep": "Tables and lists stand within each other deeper than any plan needs.",
    "too-many-clauses": "A plan has no more clauses than can be counted together.",
    "too-many-problems": "After two hundred problems no more are looked for.",
    "unknown-clause": "A clause of your own stands before one that does not exist.",
    "unknown-fact": "A clause of your own asks about a fact that the plan does not know.",
    "unknown-setting": "A key is not a setting here, most often because of a slip.",
    "unknown-value": "A clause of your own asks for a value that a fact never has.",
    "unknown-word": "The setting takes one of a few words, and this is none of them.",
    "wrong-encoding": "The file is not saved as UTF-8.",
    "wrong-shape": "A table, a list or a single value stands where another is expected.",
    "wrong-value": "The value is not written in the way that the setting takes. Nothing is "
    "guessed: `012`, `1:30`, `1e3` and `no` are never numbers.",
}
DECISIONS = {
    "entry_too_long": "A time entry lasts more than 31 days. Look at its dates.",
    "negative_duration": "A time entry ends before it starts, or when it starts. Put its "
    "times right.",
    "overlapping_entries": "Two time entries of one technician overlap. Nobody works twice "
    "in one minute: put the times right.",
    "unknown_kind": "The kind of work is not incident, request, vendor or proactive.",
    "unknown_location": "The place where the work is done is always known. Name it.",
    "unknown_onsite": "Whether somebody goes there is always known: true or false.",
    "unknown_priority": "The priority is not p1, p2, p3 or p4.",
}
REFUSALS = {
    "acceptance_does_not_rise": "By the proposals told, clients say yes more often the "
    "less they gain.",
    "amendment_not_signed": "A change of what was agreed counts once both have signed it.",
    "broken_archive": "A packed file ends or breaks in the middle. Export it again.",
    "client_without_units": "The history has tickets of clients whose units are not told.",
    "companion_elsewhere": "A second file that the mapping names lies in another folder. "
    "Put both in one.",
    "companion_missing": "A second file that the mapping names is not there.",
    "devices_by_kind": "The plan counts devices by kind, and the client's are told in one "
    "number.",
    "empty_file": "An import file has no header row.",
    "empty_text": "A text has nothing in it.",
    "goodwill_approver_required": "Say who waives the bill.",
    "goodwill_must_favour_client": "Goodwill may only lower a bill.",
    "goodwill_reason_required": "Say why the bill is waived.",
    "import_bomb": "A packed file unpacks to far more than its size. Unpack it yourself "
    "and look at it.",
    "impossible_aim": "A price is to bring nothing, or less.",
    "impossible_chart": "A control chart is asked of figures that cannot be.",
    "impossible_credibility": "A credibility is not between 0 and 1.",
    "impossible_effort": "The minutes of a ticket, or their spread, are not above 0.",
    "impossible_frequency": "Tickets for a unit and month are below 0, or not a number.",
    "impossible_history": "A count, an exposure or a time of the history cannot be.",
    "impossible_portfolio": "A client's year in the book cannot be.",
    "impossible_prospects": "What is told of clients who might accept cannot be.",
    "impossible_renewal": "A figure of a renewal cannot be.",
    "impossible_tolerance": "A client's risk tolerance is not an amount above 0.",
    "impossible_value": "The worth, the rate or the cost of an hour of help cannot be.",
    "impossible_wave": "The chance, the reach or the hours of a wave cannot be.",
    "job_again": "The same work waits or runs already.",
    "job_is_over": "A job that has ended cannot be cancelled.",
    "job_not_failed": "Only a job that failed or was cancelled is tried again.",
    "missing_column": "A column that the mapping needs is not in the header. The message "
    "names the nearest one.",
    "missing_count": "The price is by a unit whose count is not told.",
    "negative_count": "A count is below 0.",
    "no_capacity": "Nobody has an hour, or carries a seat, so nothing can be divided by "
    "it.",
    "no_cases": "The file has no case. Write one under `cases`.",
    "no_plans": "The folder has no plan text.",
    "no_proposals": "No proposal is told, won or lost.",
    "no_rate_for_units": "The client has units of whose incidents no rate is told.",
    "no_steady_price": "Each price draws only clients who cost more than it. Ask for an "
    "assessment first.",
    "no_such_file": "There is no file of this name. The message names the nearest one.",
    "not_a_folder": "A folder is expected, and this is none.",
    "not_a_plan": "The text is cases or an agreement, and a plan is expected.",
    "nobody_on_roster": "On the day named, nobody is on the client's roster.",
    "not_hours_by_month": "Hours by month are numbers with a comma between them.",
    "nothing_to_scale": "The plan's price comes to nothing for these counts.",
    "one_currency": "All versions of an agreement have one currency. Write a new agreement "
    "for another.",
    "one_currency_of_rates": "The plan and the rate book are in two currencies.",
    "one_own_hour": "The plans of a book state several costs of an hour.",
    "record_broken": "An event of the record of changes was changed or is missing. "
    "Compare it with a backup.",
    "retroactive_reduction_not_allowed": "A change of the past may only favour the client.",
    "rise_beyond_plan": "The rise asked for is more than the plan allows.",
    "too_many_columns": "The header has more columns than any export has.",
    "too_little_history": "The history is too short for what is asked. The message says "
    "what it does bound.",
    "unbounded_bill": "By its risk tolerance the client would prefer any flat fee to the "
    "bill.",
    "unclear_steps": "The steps of a price do not rise, or end below the count.",
    "unknown_mapping": "There is no import mapping of this name.",
    "unknown_object": "An amendment takes out a thing that is not listed.",
    "unknown_plan": "There is no plan of this name and version. The message lists them.",
    "unknown_region": "There are no holidays for this region. List the dates instead.",
    "unreachable_margin": "The margin aimed at is one that no price reaches.",
    "unreadable_workbook": "A workbook cannot be read. Export it again, or as CSV.",
}
ROWS = {
    "bad_date": "The time is not written as the mapping says, or no clock shows it.",
    "bad_duration": "The time spent is not written as h:mm.",
    "bad_number": "The value is not a number.",
    "effort_too_long": "More than 10,000 hours on one row: a slip, or another unit.",
    "ends_before_start": "The work ends before it starts.",
    "key_again": "An earlier row has the same key.",
    "missing_fact": "The rows of a work item leave out a fact that is needed.",
    "negative_effort": "The time spent is below zero.",
    "no_date": "The row does not say when the work was done.",
    "no_effort": "The row does not say how long the work took, or says zero.",
    "no_key": "The row does not say which work item it is of.",
    "overlapping_entries": "Two entries of one technician overlap.",
    "unknown_state": "The mapping does not know the state. Add it to the mapping.",
}
