from __future__ import annotations

from tests.extractors.read.conftest import ReadError, ReadOne

BODY = (
    "Ministers from eleven countries met in [Valletta](https://city.example) on *Monday* to "
    "discuss a **harbour pact**, officials said."
)
PLAIN = "Ministers from eleven countries met in Valletta on Monday to discuss a harbour pact, officials said."


def test_markup_goes_and_blocks_stay(read_one: ReadOne) -> None:
    article = read_one(
        f"# Ministers meet\n\nBy Jane Doe\n\n![A harbour](a.jpg)\n\n{BODY}\n\n## What next\n\n- A "
        f"ceasefire must hold.\n- A joint body\n  will meet.\n\n"
        "> “We want a deal,”\n> he said.\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<div>markup</div>\n",
        "a.md",
    )
    assert article.author == ("Jane Doe",)
    assert article.text.split("\n\n") == [
        *(
            "Ministers meet",
            PLAIN,
            "What next",
            "A ceasefire must hold.",
            "A joint body will meet.",
            "“We want a deal,” he said.",
        ),
    ]


def test_front_matter(read_one: ReadOne) -> None:
    article = read_one(
        (
            f'---\ntitle: "Ministers meet: a report"\ndate: 2025-11-06\nauthors:\n  - Jane Doe\n  - '
            f"John Smith\npublisher: Example Times\ntags: [a, b]\n---\n\n{BODY}\n"
        ),
        "a.md",
    )
    assert article.headline == "Ministers meet: a report"
    assert (article.published, article.publisher) == ("2025-11-06", "Example Times")
    assert article.text == f"Ministers meet: a report\n\n{PLAIN}"


def test_nothing_but_code(read_error: ReadError) -> None:
    assert "nothing to read" in read_error("```\ncode\n```\n", "a.md").reason
