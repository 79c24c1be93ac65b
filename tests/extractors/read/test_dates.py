from __future__ import annotations

import pytest

from extractors.read.dates import from_epoch, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Friday, July 21, 2017", "2017-07-21"),
        ("Thursday 20 November 2025", "2025-11-20"),
        ("6 November 2025, 10:32", "2025-11-06T10:32:00"),
        ("Nov. 6, 2025 10:32 am GMT", "2025-11-06T10:32:00Z"),
        ("November 6th, 2025 at 10:32 PM EST", "2025-11-06T22:32:00-05:00"),
        ("10:32 AM, November 6, 2025", "2025-11-06T10:32:00"),
        ("Thu, 06 Nov 2025 10:32:00 +0500", "2025-11-06T10:32:00+05:00"),
        ("6 November 2025 10.32 GMT+5", "2025-11-06T10:32:00+05:00"),
        ("2025-11-06", "2025-11-06"),
        ("2025-11-06T10:32:00Z", "2025-11-06T10:32:00Z"),
        ("2025-11-06T10:32:00.123+03:00", "2025-11-06T10:32:00+03:00"),
        ("2025-11-06 10:32", "2025-11-06T10:32:00"),
        ("20251106T103200Z", "2025-11-06T10:32:00Z"),
        ("2025/11/06", "2025-11-06"),
        ("25/10/2025", "2025-10-25"),
        ("10/25/2025", "2025-10-25"),
        ("6.11.2025", "2025-11-06"),
        ("6 November 2025, 10:32 PKT", "2025-11-06T10:32:00"),
        ("06/11/2025", None),
        ("November 6", None),
        ("31 February 2025", None),
        ("2 hours ago", None),
        ("yesterday", None),
        ("May 2025", None),
        ("Talks resume on 6 November 2025", None),
        ("", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso


def test_epochs() -> None:
    assert from_epoch(1_762_425_120) == "2025-11-06T10:32:00Z"
    assert from_epoch(1_762_425_120_000) == "2025-11-06T10:32:00Z"
    assert from_epoch(7) is None
    assert from_epoch(float("nan")) is None
    assert from_epoch(float("inf")) is None
