"""XML, written piece by piece, with text that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import IO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

__all__ = ["XmlWriter", "xml_text"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return the text with each character that XML 1.0 forbids replaced by U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


class XmlWriter:
    """Writes one XML document in UTF-8; each element on request on a line of its own."""

    def __init__(self, output: IO[bytes]) -> None:
        self._xml = XMLGenerator(output, encoding="utf-8", short_empty_elements=True)
        self._xml.startDocument()

    def start(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        """Open an element."""
        clean = {key: xml_text(value) for key, value in (attributes or {}).items()}
        self._xml.startElement(name, AttributesImpl(clean))

    def end(self, name: str) -> None:
        """Close an element."""
        self._xml.endElement(name)

    def leaf(self, name: str, attributes: Mapping[str, str] | None = None, text: str = "") -> None:
        """Write an element that holds only text."""
        self.start(name, attributes)
        self._xml.characters(xml_text(text))
        self.end(name)

    def line(self) -> None:
        """Begin a new line."""
        self._xml.ignorableWhitespace("\n")

    def finish(self) -> None:
        """End the document."""
        self.line()
        self._xml.endDocument()
