"""``newsgraph entities``: who and what the graph knows, why names are one entity, and corrections to that."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.cli.options import add_kg, as_text, open_for_reading

if TYPE_CHECKING:
    from graph.facts import EntityRow
    from graph.knowledge_graph import KnowledgeGraph
    from graph.resolve.account import Merge
    from graph.resolve.corrections import Correction

__all__ = ["add_parser", "run"]

_ENTITY = "an entity: its IRI, or its name where only one has it"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "entities",
        help="list who and what the graph knows, and correct it",
        description="List entities with the reasons why names are one, and correct that: every correction is a line of"
        " DIR/corrections.jsonl, survives rebuilds, and can be undone.",
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_list(actions)

    merge = _action(actions, "merge", "make two or more entities one", _merge)
    merge.add_argument("entities", nargs="+", metavar="ENTITY", help=f"the one to keep, then the others; {_ENTITY}")

    split = _action(actions, "split", "take apart what was taken for one entity", _split)
    split.add_argument("entity", metavar="ENTITY", help=_ENTITY)
    split.add_argument(
        "names", nargs="*", metavar="NAME", help="names that are another entity; all merged ones if none"
    )
    split.add_argument("--articles", nargs="+", metavar="IRI", default=[], help="articles that mean another one")

    different = _action(actions, "different", "never take two entities for one", _different)
    different.add_argument("entities", nargs=2, metavar="ENTITY", help=_ENTITY)

    undo = _action(actions, "undo", "take a correction back", _undo, reason=False)
    undo.add_argument(
        "id", nargs="?", type=int, metavar="ID", help="number of the correction; the last one if left out"
    )

    apply = _action(actions, "apply", "apply corrections from a file, such as the page's export", _apply, reason=False)
    apply.add_argument("file", metavar="FILE", help="JSON or JSON Lines; - for standard input")

    log = actions.add_parser("log", help="list all corrections")
    add_kg(log)
    log.set_defaults(run=_log)


def _add_list(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    listing = actions.add_parser("list", help="list entities, the most mentioned first, with what was merged and why")
    listing.add_argument("search", nargs="?", metavar="TEXT", help="only entities whose names or IRI hold this text")
    add_kg(listing)
    listing.add_argument("--type", metavar="CLASS", help="only this class: Person, Organization, Country, City, …")
    listing.add_argument("--merged", action="store_true", help="only entities that something was merged into")
    listing.add_argument(
        "--format", choices=("text", "json", "csv"), default="text", help="how to print (default: text)"
    )
    listing.set_defaults(run=run)


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str, run: Any, *, reason: bool = True
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text)
    add_kg(parser)
    if reason:
        parser.add_argument("--reason", metavar="TEXT", default="", help="why; kept with the correction")
    parser.set_defaults(run=run)
    return parser


# --- list ----------------------------------------------------------------------------------------------------------


def run(args: argparse.Namespace) -> int:
    """Run ``entities list``."""
    from graph.cli import ALL_DONE
    from graph.resolve.account import merges

    with open_for_reading(args.kg) as kg:
        rows = [row for row in kg.entities() if row.mention_count and row.resolved]
        merged = merges(kg.store.catalogue.connection, kg.store.resolver.corrections)
    if args.type:
        rows = [row for row in rows if row.type.lower() == args.type.lower()]
    if args.merged:
        rows = [row for row in rows if row.iri in merged]
    if args.search:
        text = as_text(args.search).casefold()
        rows = [row for row in rows if any(text in name.casefold() for name in (row.label, row.iri, *row.aliases))]
    rows.sort(key=lambda row: (-row.mention_count, row.label, row.iri))
    {"text": _print_text, "json": _print_json, "csv": _print_csv}[args.format](rows, merged)
    return ALL_DONE


def _print_text(rows: Iterable[EntityRow], merged: Mapping[str, tuple[Merge, ...]]) -> None:
    for row in rows:
        names = f"{row.label} ({', '.join(row.aliases)})" if row.aliases else row.label
        print(f"{row.type}\t{row.mention_count}\t{row.article_count}\t{names}\t{row.iri}")
        for merge in merged.get(row.iri, ()):
            articles = f"{len(merge.articles)} article{'' if len(merge.articles) == 1 else 's'}"
            print(f"    also {merge.name} ({merge.type}, {articles}): {'; '.join(merge.reasons)}")


def _print_json(rows: Iterable[EntityRow], merged: Mapping[str, tuple[Merge, ...]]) -> None:
    import json

    found = [
        {
            "iri": row.iri,
            "name": row.label,
            "type": row.type,
            "names": list(row.aliases),
            "mentions": row.mention_count,
            "articles": row.article_count,
            "links": list(row.links),
            "merged": [merge.to_dict() for merge in merged.get(row.iri, ())],
        }
        for row in rows
    ]
    print(json.dumps(found, ensure_ascii=False, indent=1))


def _print_csv(rows: Iterable[EntityRow], merged: Mapping[str, tuple[Merge, ...]]) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(["iri", "name", "type", "names", "mentions", "articles", "links", "merged"])
    for row in rows:
        why = [f"{merge.name} ({merge.type}): {'; '.join(merge.reasons)}" for merge in merged.get(row.iri, ())]
        listed = (" | ".join(row.aliases), row.mention_count, row.article_count, " | ".join(row.links), " | ".join(why))
        writer.writerow([_harmless(cell) for cell in (row.iri, row.label, row.type, *listed)])


def _harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: names come from articles."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


# --- corrections ---------------------------------------------------------------------------------------------------


def _merge(args: argparse.Namespace) -> int:
    from graph.errors import CorrectionInvalid
    from graph.resolve.corrections import Correction

    def corrections(kg: KnowledgeGraph) -> Iterator[Correction]:
        entities = tuple(dict.fromkeys(_entity(kg, name) for name in args.entities))
        if len(entities) < 2:
            raise CorrectionInvalid(
                "entities merge: expected two or more different entities; give the one to keep first"
            )
        yield Correction(0, "merge", _today(), args.reason, entities=entities)

    return _correct(args, corrections)


def _split(args: argparse.Namespace) -> int:
    from graph.resolve.corrections import Correction

    def corrections(kg: KnowledgeGraph) -> Iterator[Correction]:
        names, articles = tuple(map(as_text, args.names)), tuple(map(as_text, args.articles))
        yield Correction(
            0, "split", _today(), args.reason, entity=_entity(kg, args.entity), names=names, articles=articles
        )

    return _correct(args, corrections)


def _different(args: argparse.Namespace) -> int:
    from graph.resolve.corrections import Correction

    def corrections(kg: KnowledgeGraph) -> Iterator[Correction]:
        entities = tuple(_entity(kg, name) for name in args.entities)
        yield Correction(0, "different", _today(), args.reason, entities=entities)

    return _correct(args, corrections)


def _undo(args: argparse.Namespace) -> int:
    from graph.errors import CorrectionInvalid
    from graph.resolve.corrections import Correction, read_corrections

    def corrections(kg: KnowledgeGraph) -> Iterator[Correction]:
        lines = read_corrections(kg.store.folder)
        standing = [line.id for line in lines.standing]
        last = standing[-1] if standing and args.id is None else args.id
        if last is None:
            raise CorrectionInvalid("entities undo: there is no correction to take back")
        if last not in {line.id for line in lines.lines}:
            raise CorrectionInvalid(
                f"entities undo {last}: no correction has this number; `newsgraph entities log` lists them"
            )
        yield Correction(0, "undo", _today(), undoes=last)

    return _correct(args, corrections)


def _apply(args: argparse.Namespace) -> int:
    from graph.errors import CorrectionInvalid
    from graph.resolve.corrections import read_corrections, read_exchange

    def corrections(kg: KnowledgeGraph) -> Iterator[Correction]:
        try:
            text = sys.stdin.read() if args.file == "-" else Path(args.file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise CorrectionInvalid(f"{args.file}: expected a file of corrections, found: {reason}") from error
        there = {line.says for line in read_corrections(kg.store.folder).lines}
        for line in read_exchange(text, args.file, _today()):
            if line.says not in there:
                there.add(line.says)
                yield line

    return _correct(args, corrections)


def _correct(args: argparse.Namespace, corrections: Any) -> int:
    """Append corrections, follow them, and write graph.ttl and graph.html anew."""
    from graph.cli import ALL_DONE
    from graph.errors import GraphMissing
    from graph.knowledge_graph import KnowledgeGraph

    folder = Path(args.kg)
    if not (folder / "store").is_dir():
        raise GraphMissing(f"{folder}: holds no graph; make one with `newsgraph build ARTICLES --kg {folder}`")
    with KnowledgeGraph.open(folder) as kg:
        done = kg.correct(list(corrections(kg)))
        for line in done:
            print(_told(line))
        if not done:
            print("nothing new to correct")
            return ALL_DONE
        kg.flush()
        kg.export(folder / "graph.ttl", "turtle")
        kg.view(folder / "graph.html")
    return ALL_DONE


def _log(args: argparse.Namespace) -> int:
    from graph.cli import ALL_DONE
    from graph.resolve.corrections import read_corrections

    lines = read_corrections(Path(args.kg))
    standing = {line.id for line in lines.standing}
    for line in lines.lines:
        print(_told(line) + ("" if line.id in standing or line.action == "undo" else "  (does not count)"))
    return ALL_DONE


def _told(line: Correction) -> str:
    parts = [f"{line.id}", line.date, line.action, *line.entities, line.entity, *line.names, *line.articles]
    parts += [line.statement, str(line.undoes) if line.undoes is not None else "", line.reason and f"({line.reason})"]
    return "  ".join(part for part in parts if part)


def _today() -> str:
    from datetime import datetime

    return datetime.now(UTC).date().isoformat()


def _entity(kg: KnowledgeGraph, name: str) -> str:
    """Return the IRI of an entity by IRI or name; an IRI need not be in the graph (yet)."""
    from graph.errors import EntityUnknown

    text = as_text(name)
    if "://" in text:
        return text
    rows = [row for row in kg.entities() if row.resolved]
    wanted = text.casefold()
    found = [row for row in rows if row.label.casefold() == wanted] or [
        row for row in rows if wanted in {alias.casefold() for alias in row.aliases}
    ]
    if not found:
        raise EntityUnknown(f"{text}: no entity has this name or IRI; `newsgraph entities list` shows all")
    if len(found) > 1:
        listed = ", ".join(row.iri for row in found)
        raise EntityUnknown(f"{text}: several entities have this name; give the IRI of one of {listed}")
    return found[0].iri
