"""rdflib's face over the same store, for reading.

oxrdflib hands queries to Oxigraph; three of its traps are closed here: FROM is obeyed, prepared queries run on Oxigraph
as their text, and writing is refused, because it would pass by the catalogue and the derived layer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph
from rdflib.query import Result

from graph.errors import QueryRefused
from graph.query.guard import check_query
from graph.query.run import _names_dataset

if TYPE_CHECKING:
    from graph.store import ArticleStore

__all__ = ["dataset"]

_READ_ONLY = "KnowledgeGraph.rdf is for reading; add and remove articles with KnowledgeGraph.add and .remove"


def dataset(articles: ArticleStore) -> Dataset:
    """Return the store as an rdflib Dataset whose default graph is the union of all graphs.

    Args:
        articles: The open store.

    Returns:
        The dataset, with the graph's prefixes bound.
    """
    view = Dataset(store=_ReadingStore(store=articles.store), default_union=True)
    for prefix, iri in articles.instances.prefixes.items():
        view.bind(prefix, iri, replace=True)
    return view


class _ReadingStore(OxigraphStore):
    """Oxigraph for rdflib, without writing."""

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's names
        initBindings: Mapping[str, Any],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        text = str(getattr(query, "_original_args", (query,))[0])
        check_query(text)
        if _names_dataset(text):
            # A concrete graph in place of "__UNION__" would override FROM, and so would None's default graph.
            queryGraph = ""  # noqa: N806
        return super().query(text, initNs, initBindings, queryGraph, **kwargs)

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise QueryRefused(_READ_ONLY)

    def add(self, *_: object, **__: object) -> None:
        self._refuse()

    def addN(self, quads: Iterable[Any]) -> None:  # noqa: N802
        self._refuse()

    def remove(self, *_: object, **__: object) -> None:
        self._refuse()

    def update(self, *_: object, **__: object) -> None:
        self._refuse()

    def add_graph(self, graph: Graph) -> None:
        """Do nothing: rdflib announces each graph it hands out, and all of them are there already."""

    def remove_graph(self, graph: Graph) -> None:
        self._refuse()
