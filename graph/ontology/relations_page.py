"""The inventory of relations as a table: ``python -m graph.ontology.relations_page docs/relations.md`` renews it."""

from __future__ import annotations

import sys
from pathlib import Path

from extractors.relations import inventory

__all__ = ["MARK", "relations_table"]

MARK = "<!-- made by python -m graph.ontology.relations_page docs/relations.md -->"


def relations_table() -> str:
    """Return the inventory as a Markdown table: label, meaning, inverse, PLOVER class, schema.org property."""
    lines = [
        MARK,
        "",
        "| `ng:` | label | meaning | from the other side | PLOVER | schema.org |",
        "|---|---|---|---|---|---|",
    ]
    for relation in inventory().relations.values():
        inverse = "the same" if relation.symmetric else relation.inverse or ""
        schema = relation.schema or (f"inverse of `{relation.schema_inverse}`" if relation.schema_inverse else "")
        schema = f"`{schema}`" if relation.schema else schema
        cells = (f"`{relation.id}`", relation.label, relation.definition, inverse, relation.plover or "", schema)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(page.read_text(encoding="utf-8").partition(MARK)[0] + relations_table(), encoding="utf-8")
