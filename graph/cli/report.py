"""``newsgraph report``: what the graph holds and what extraction left out."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator

from graph.cli.options import add_kg, open_for_reading

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "report",
        help="what the graph holds and what extraction left out",
        description="Count articles, near-duplicates, entities by type, merges by reason, events, statements by"
        " modality, polarity and attribution, and what is missing: what extraction left out by rule, places without a"
        " link, pronouns and words whose entity is not known, facts and articles without a date.",
    )
    add_kg(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the command."""
    from graph.cli import ALL_DONE
    from graph.report import make_report

    with open_for_reading(args.kg) as kg:
        report = make_report(kg)
    print(f"articles          {report.articles}")
    print("\n".join(_rows("by outlet", report.outlets)))
    print(f"entities          {report.entities.total()}")
    print("\n".join(_rows("by type", report.entities)))
    print(f"names merged      {report.merges.total()}   (newsgraph entities list --merged shows which, and why)")
    print("\n".join(_rows("by reason", report.merges)))
    print(f"places linked     {report.linked} of {report.linked + report.unlinked.total()}")
    print(f"events            {report.events.total()} that several articles tell of   (newsgraph query events)")
    print("\n".join(_rows("by kind", report.events)))
    print(f"near-duplicates   {len(report.duplicates)}")
    for copy, original in report.duplicates:
        print(f"    {copy}\n      of {original}")
    print(f"statements        {report.statements}, of them {report.plain} plain triples' support")
    print("\n".join(_rows("by modality", report.modality)))
    print("\n".join(_rows("by polarity", report.polarity)))
    print("\n".join(_rows("who says it", report.attribution)))
    print("\n".join(_rows("by extractor", report.extractors)))
    print("\n".join(_rows("top relations", report.relations, 15)))
    print(f"quads             {report.quads}")
    print("left out")
    print(f"  sentences without a fact       {report.sentences_without_facts} of {report.sentences}")
    print("\n".join(_rows("by rule", report.gaps)))
    print(f"  statements without a time      {report.undated_facts} of {report.statements}")
    print(f"  articles without a date        {report.undated_articles} of {report.articles}")
    print(f"  places without a link          {report.unlinked.total()}")
    print("\n".join(_rows("", report.unlinked, 10)))
    print(f"  pronouns whose entity is open  {report.unresolved_pronouns.total()}")
    print("\n".join(_rows("most often", report.unresolved_pronouns, 10)))
    print(f"  words whose entity is unknown  {report.unresolved.total()}")
    print("\n".join(_rows("most often", report.unresolved, 10)))
    return ALL_DONE


def _rows(title: str, counts: Counter[str], limit: int | None = None) -> Iterator[str]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for number, (name, count) in enumerate(ordered[:limit]):
        yield f"  {title if number == 0 else '':<16}{count:>6}  {name}"
    if not ordered:
        yield f"  {title:<16}     0"
