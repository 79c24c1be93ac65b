"""What can go wrong with a graph on disk: each error is one line that says what to do."""

from __future__ import annotations

from extractors.errors import NewsgraphError

__all__ = [
    "AddressTaken",
    "ArticleUnknown",
    "AuthorityInvalid",
    "ClusterLost",
    "CorrectionInvalid",
    "EntityUnknown",
    "GraphDamaged",
    "GraphLocked",
    "GraphMissing",
    "GraphUnwritable",
    "ImportRefused",
    "QueryInvalid",
    "QueryRefused",
    "StoreRefused",
    "StoreUnreachable",
]


class GraphMissing(NewsgraphError, FileNotFoundError):
    """There is no graph in the folder."""

    def __str__(self) -> str:
        return str(self.args[0])


class GraphLocked(NewsgraphError):
    """Another process is writing to the graph."""


class GraphUnwritable(NewsgraphError):
    """The folder cannot be written to: read-only, a file in the way, or the disk is full."""


class GraphDamaged(NewsgraphError):
    """The files of the store or of the catalogue cannot be read."""


class ImportRefused(NewsgraphError, ValueError):
    """A file cannot be imported: unreadable, no RDF, or of a format that is not known."""


class ArticleUnknown(NewsgraphError, LookupError):
    """No article of the graph has this IRI, source path or URL."""


class EntityUnknown(NewsgraphError, LookupError):
    """No entity of the graph has this IRI or name."""


class QueryInvalid(NewsgraphError, ValueError):
    """The query does not parse, or a parameter does not fit it."""


class QueryRefused(NewsgraphError, ValueError):
    """The query asks for something a graph on this machine never does: network access or a change."""


class AuthorityInvalid(NewsgraphError, ValueError):
    """The user's authority file cannot be read, or a line of it is not what it should be."""


class CorrectionInvalid(NewsgraphError, ValueError):
    """A line of the corrections file, or a correction to apply, is not what it should be."""


class AddressTaken(NewsgraphError):
    """The server cannot listen on the address or port."""


class StoreRefused(NewsgraphError):
    """A remote store does not take what it is asked, or the address is none."""


class StoreUnreachable(NewsgraphError):
    """A remote store cannot be reached, or its answer broke off."""


class ClusterLost(NewsgraphError):
    """The distributed engine is not there, went away, or cannot do what it is asked."""
