from __future__ import annotations

import textwrap

import pytest

from tests.extractors.read.conftest import ReadOne

SAVED_PAGE = """Home > World > Asia

Harbour Pact Talks Open in Valletta

4 Min Read

Valletta(The Example News)Delegates from Norland and Suthland are set to open talks in Valletta today, as both governments look for an end to the port dispute. “Our stance is clear,” a minister said.

Image: Example Navy.

The first round was held on October 25 and ended without agreement, according to officials who asked not to be named.

Read more: What we know about the port dispute

Analysts say the session will test whether both sides are willing to move beyond statements (Photo by Jane Doe/Example Agency).

- Advertisement -
Share This Article
Leave a Comment

Leave a Reply

Your email address will not be published. Required fields are marked *

Bob says: I have followed this for years and nobody in either capital has ever wanted a deal at all, believe me.
"""  # noqa: E501 - lines as web pages have them


def test_a_saved_page_keeps_its_text_only(read_one: ReadOne) -> None:
    article = read_one(SAVED_PAGE)
    assert article.headline == "Harbour Pact Talks Open in Valletta"
    assert article.publisher == "The Example News"
    assert article.place == "Valletta"
    assert article.text.split("\n\n") == [
        "Harbour Pact Talks Open in Valletta",
        "Delegates from Norland and Suthland are set to open talks in Valletta today, as both "
        "governments look for an end to "
        "the port dispute. “Our stance is clear,” a minister said.",
        (
            "The first round was held on October 25 and ended without agreement, according to "
            "officials who asked not to be named."
        ),
        "Analysts say the session will test whether both sides are willing to move beyond statements.",
    ]


BODY = (
    "Ministers from eleven countries met in Valletta on Monday to discuss a harbour pact, and "
    "they agreed that a second round "
    "must follow before the end of the year, officials said."
)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Friday, July 21, 2017", {"published": "2017-07-21"}),
        ("Published: 6 November 2025, 10:32", {"published": "2025-11-06T10:32:00"}),
        ("By Jane Doe", {"author": ("Jane Doe",)}),
        ("By Jane Doe and John Smith", {"author": ("Jane Doe", "John Smith")}),
        ("By Our Staff Reporter", {"author": ()}),
        ("By Jane Doe | November 6, 2025", {"author": ("Jane Doe",), "published": "2025-11-06"}),
        ("By Jane Doe, November 6, 2025", {"author": ("Jane Doe",), "published": "2025-11-06"}),
        (
            "Example Gazette | Thursday, 6 November 2025 | By Jane Doe",
            {"publisher": "Example Gazette", "published": "2025-11-06", "author": ("Jane Doe",)},
        ),
        (
            "By Jane Doe\nHarbour Evening Echo\nThursday 20 November 2025",
            {"publisher": "Harbour Evening Echo", "author": ("Jane Doe",)},
        ),
        ("Last updated: 6 November 2025", {"published": None}),
    ],
)
def test_lines_between_headline_and_text_become_metadata(
    read_one: ReadOne, head: str, expected: dict[str, object]
) -> None:
    article = read_one(f"Ministers agree on a second round\n\n{head}\n\n{BODY}\n")
    assert article.text == f"Ministers agree on a second round\n\n{BODY}"
    assert {key: getattr(article, key) for key in expected} == expected


def test_front_matter_without_fences(read_one: ReadOne) -> None:
    head = (
        "Title: Ministers agree\nPublisher: The Example Times\nDate: "
        "2025-11-06T10:32:00+05:00\nURL: https://news.example/a\nAuthor: Jane Doe"
    )
    article = read_one(f"{head}\n\n{BODY}\n")
    assert article.headline == "Ministers agree"
    assert article.publisher == "The Example Times"
    assert article.published == "2025-11-06T10:32:00+05:00"
    assert article.url == "https://news.example/a"
    assert article.author == ("Jane Doe",)
    assert article.text == f"Ministers agree\n\n{BODY}"


def test_front_matter_is_not_seen_in_running_text(read_one: ReadOne) -> None:
    text = (
        "Source: the ministry denied it all, twice, and said it would go on denying it until "
        "somebody asked something else."
    )
    assert read_one(text).text == text


def test_hard_wrapped_lines_are_joined(read_one: ReadOne) -> None:
    wrapped = "\n\n".join(
        textwrap.fill(paragraph, 72)
        for paragraph in ("Ministers agree on round two", BODY, BODY[::1].replace("Monday", "Tuesday"))
    )
    article = read_one(wrapped)
    assert article.text == f"Ministers agree on round two\n\n{BODY}\n\n{BODY.replace('Monday', 'Tuesday')}"


def test_hard_wrapped_paragraphs_without_blank_lines_end_at_short_lines(read_one: ReadOne) -> None:
    first, second = BODY, BODY.replace("Monday", "Tuesday")
    article = read_one("Ministers agree\n" + textwrap.fill(first, 72) + "\n" + textwrap.fill(second, 72))
    assert article.text.split("\n\n") == ["Ministers agree", first, second]


def test_long_lines_without_blank_lines_are_paragraphs(read_one: ReadOne) -> None:
    second = BODY.replace("Monday", "Tuesday")
    assert read_one(f"Ministers agree\n{BODY}\n{second}\n").text == f"Ministers agree\n\n{BODY}\n\n{second}"


def test_a_wrapped_line_that_reads_like_litter_stays(read_one: ReadOne) -> None:
    text = (
        "The ministers met for the second time this week in the old town and asked "
        "for\ncomments\n\nThe harbour masters had none to give on that day, nor on any of the "
        "days after it."
    )
    assert "and asked for comments\n\nThe harbour" in read_one(text).text


def test_a_compound_broken_after_its_hyphen_closes_up(read_one: ReadOne) -> None:
    text = (
        "Officials said on Monday that the attacks that had been called cross-\nborder by the "
        "ministry were in fact carried out inside the country."
    )
    assert "cross-border by the ministry" in read_one(text).text


def test_outlet_above_the_headline(read_one: ReadOne) -> None:
    article = read_one(f"THE EXAMPLE DISPATCH\n\nMinisters agree on a second round\n\n{BODY}")
    assert (article.publisher, article.headline) == ("The Example Dispatch", "Ministers agree on a second round")


def test_one_paragraph_is_text_without_headline(read_one: ReadOne) -> None:
    article = read_one("Norland won the cup")
    assert (article.headline, article.text) == (None, "Norland won the cup")


def test_pull_quotes_go_and_their_source_stays(read_one: ReadOne) -> None:
    quote = "We were told to stay below and nobody came back for us"
    told = f"{quote} for an hour, a passenger said on Monday as he left the hospital in Valletta with two friends."
    article = read_one(f"Passengers tell of fire\n\n{BODY}\n\n{quote}. Jane Doe\n\n{told}")
    assert article.text == f"Passengers tell of fire\n\n{BODY}\n\n{told}"


def test_a_caption_that_is_a_statement_stays_without_its_credit(read_one: ReadOne) -> None:
    article = read_one(
        f"Robots meet in Valletta\n\n{BODY}\n\nThe first contest was held this week in Valletta. "
        f"Image: Example Navy.\n\nA robot. Image: Jane Doe."
    )
    assert article.text == f"Robots meet in Valletta\n\n{BODY}\n\nThe first contest was held this week in Valletta."


def test_prose_about_pictures_and_sources_stays(read_one: ReadOne) -> None:
    text = (
        f"{BODY} A film (video showed the captain jumping) and a bank (credit default swaps "
        f"rose) were named; he will share this article, he said."
    )
    assert read_one(text).text == text


def test_link_list_in_the_middle_goes_alone(read_one: ReadOne) -> None:
    article = read_one(
        f"Ministers agree\n\n{BODY}\n\nRelated Articles\n\nFerry line sold\n\nHarbour chief "
        f"quits\n\nThe pact will be signed in June, they said."
    )
    assert article.text == f"Ministers agree\n\n{BODY}\n\nThe pact will be signed in June, they said."


def test_same_content_from_two_paths_has_the_same_id(read_one: ReadOne) -> None:
    first, second = read_one(SAVED_PAGE, "a.txt"), read_one(SAVED_PAGE, "b.txt")
    assert first.id == second.id
    assert first.source != second.source
    assert first.id.startswith("harbour-pact-talks-open-in-valletta-")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "Jane A. Doe Published July 23, 2023 Updated July 24, 2023 05:24am",
            {"author": ("Jane A. Doe",), "published": "2023-07-23"},
        ),
        (
            "by Reuters\nWednesday, 26 January 2022 20:41 GMT",
            {"publisher": "Reuters", "published": "2022-01-26T20:41:00Z"},
        ),
        (
            "Reuters | Valletta | Updated: 09-06-2023 22:29 IST | Created: 09-06-2023 22:25 IST",
            {"publisher": "Reuters", "published": None},
        ),
        ("Staff Reporter | October 25, 2025", {"author": (), "publisher": None, "published": "2025-10-25"}),
        ("JANE DOE\nAssociated Press", {"author": ("Jane Doe",), "publisher": "Associated Press"}),
        (
            "Jane Doe\nExample News, Valletta\nPublished\n6 November 2025",
            {"author": ("Jane Doe",), "publisher": "Example News", "place": "Valletta"},
        ),
        ("By\nJane Doe", {"author": ("Jane Doe",)}),
        ("CNN —", {"publisher": "CNN"}),
    ],
)
def test_mastheads_of_many_outlets(read_one: ReadOne, head: str, expected: dict[str, object]) -> None:
    article = read_one(f"World | Politics\n\nMinisters agree on a second round\n\n{head}\n\n{BODY}\n")
    assert article.text == f"Ministers agree on a second round\n\n{BODY}"
    assert {key: getattr(article, key) for key in expected} == expected


@pytest.mark.parametrize(
    "foot",
    [
        "(Reporting by Jane Doe; editing by John Smith)",
        "Jane Doe contributed to this report.",
        "- READ MORE ON:\n- Norland\n- harbour",
        "Image caption,\nDelegates at the hotel on Thursday",
        "Please enter your comment!\nPlease enter your name here",
        "Our Standards: The Example Trust Principles.",
        "2 hours ago\n\n* * *",
    ],
)
def test_feet_of_many_outlets(read_one: ReadOne, foot: str) -> None:
    assert (
        read_one(f"Ministers agree on a second round\n\n{BODY}\n\n{foot}\n").text
        == f"Ministers agree on a second round\n\n{BODY}"
    )


def test_a_credit_at_the_end_of_a_sentence(read_one: ReadOne) -> None:
    article = read_one(
        f"Ministers agree\n\n{BODY} (Reporting by Jane Doe, Ann Lee and John "
        f"Smith; writing by Max Moe; editing by Jo Ray)"
    )
    assert article.text == f"Ministers agree\n\n{BODY}"


def test_a_colophon_names_outlet_and_day(read_one: ReadOne) -> None:
    article = read_one(
        f"Ministers agree\n\n{BODY}\n\nPublished in The Example, July 23rd, 2023\n\nOpinion\n\nEditorial"
    )
    assert (article.text, article.publisher, article.published) == (
        f"Ministers agree\n\n{BODY}",
        "The Example",
        "2023-07-23",
    )


def test_decoration_ends_nothing(read_one: ReadOne) -> None:
    second = BODY.replace("Monday", "Tuesday")
    article = read_one(
        f"Ministers agree\n\n{BODY}\n\n{BODY.replace('Monday', 'Friday')}\n\n* * "
        f"*\n\n{second}\n\n• A first point\n• A second point"
    )
    assert article.text.endswith(f"{second}\n\nA first point\n\nA second point")


def test_a_credit_line_names_the_outlet_only_where_no_other_does(read_one: ReadOne) -> None:
    reprint = read_one(
        f"Ministers meet in Valletta\n\nFrom Example Wire\nHarbour Example Echo\n4 March 2025\n\n{BODY}\n"
    )
    assert reprint.publisher == "Harbour Example Echo"
    assert reprint.text == f"Ministers meet in Valletta\n\n{BODY}"
    assert (
        read_one(f"Ministers meet in Valletta\n\nFrom Example Wire\n4 March 2025\n\n{BODY}\n").publisher
        == "Example Wire"
    )


def test_a_paper_called_register_is_an_outlet(read_one: ReadOne) -> None:
    article = read_one(f"Ministers meet in Valletta\n\nBy Jane Doe\nExample Register\nMarch 4, 2025\n\n{BODY}\n")
    assert article.publisher == "Example Register"
    assert article.text == f"Ministers meet in Valletta\n\n{BODY}"
