"""The page's JavaScript: plain ES modules joined into one script when the page is written, without a bundler."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files

__all__ = ["join_modules", "page_script", "vis_network"]

_IMPORT = re.compile(r'^import (?P<names>\{[^}]*\}) from "\./(?P<file>[\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<kind>(?:async )?function\*?|const|let|class) (?P<name>\w+)", re.MULTILINE)


def page_script() -> str:
    """Return all modules under ``js/`` as one script, ending with ``main.js``."""
    folder = files(__package__) / "js"
    return join_modules({item.name: item.read_text("utf-8") for item in folder.iterdir() if item.name.endswith(".js")})


def join_modules(modules: Mapping[str, str], *, entry: str = "main.js") -> str:
    """Return the modules that ``entry`` needs as one script, each after those it imports and in a scope of its own.

    Only ``import { a, b } from "./file.js";`` and ``export`` before a declaration are understood: that is what the
    modules keep to, so that Node can check and test them as they are.

    Args:
        modules: Source text by file name.
        entry: The module to start from.

    Raises:
        ValueError: an imported module is missing, or imports form a circle.
    """
    order: list[str] = []
    _visit(entry, modules, order, ())
    parts = ['"use strict";']
    for name in order:
        source = modules[name]
        exported = ", ".join(match["name"] for match in _EXPORT.finditer(source))
        body = _EXPORT.sub(r"\g<kind> \g<name>", _IMPORT.sub(r"const \g<names> = module_\g<file>;\n", source))
        scope = name.removesuffix(".js")
        parts.append(f"const module_{scope} = (() => {{\n{body.strip()}\nreturn {{ {exported} }};\n}})();")
    return "(() => {\n" + "\n\n".join(parts) + "\n})();\n"


def _visit(name: str, modules: Mapping[str, str], order: list[str], path: tuple[str, ...]) -> None:
    if name in order:
        return
    if name in path:
        raise ValueError(f"expected imports without a circle, got {' -> '.join((*path, name))}")
    if name not in modules:
        raise ValueError(f"expected a module {name}, imported by {path[-1] if path else 'the page'}; there is none")
    for match in _IMPORT.finditer(modules[name]):
        _visit(match["file"] + ".js", modules, order, (*path, name))
    order.append(name)


def vis_network() -> str:
    """Return the vis-network library that pyvis brings (MIT or Apache-2.0; its banner stays on top)."""
    text = (files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text("utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", text)
