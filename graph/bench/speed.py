"""``newsgraph bench speed``: sentences a second on one core, and where the time goes.

The clock is the process's own (CPU time), so that other programs on the machine do not count; the network runs on one
thread. Reading the pipeline is not counted.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from extractors.errors import ArticleError, NewsgraphError
from graph.bench.annotator import FLOORS, machine

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from extractors.records import Article

__all__ = ["Stopwatch", "measure", "run"]

_T = TypeVar("_T")


def run(args: list[str]) -> int:
    """Measure and print sentences a second and the share of each step.

    Args:
        args: Options; ``--help`` lists them.

    Returns:
        0; 1 where the whole is slower than its pinned floor; 2 where there is nothing to read.
    """
    parser = argparse.ArgumentParser(prog="newsgraph bench speed", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "inputs", nargs="*", default=["data/articles"], metavar="INPUT", help="articles (data/articles)"
    )
    parser.add_argument("--model", metavar="NAME", help="another spaCy pipeline; it is held to no floor")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="rounds over the articles, the best counts")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(args)
    from extractors import read_articles
    from extractors.annotate import load_pipeline

    try:
        nlp = load_pipeline(options.model)
        articles = [article for article in read_articles(options.inputs) if not isinstance(article, ArticleError)]
    except (NewsgraphError, OSError) as error:
        print(f"newsgraph bench speed: {error}", file=sys.stderr)
        return 2
    if not articles:
        print(f"newsgraph bench speed: no article in {', '.join(options.inputs)}", file=sys.stderr)
        return 2
    figures = min(
        (measure(nlp, articles) for _ in range(max(1, options.repeat))), key=lambda f: f["seconds"]["nlp.pipe"]
    )
    figures |= {"model": options.model or "embedded", "machine": machine()}
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        _print(figures)
    least = _floor() if options.model is None else 0.0
    if figures["sentences_per_second"] < least:
        print(f"below the floor: {figures['sentences_per_second']} sentences a second < {least}", file=sys.stderr)
        return 1
    return 0


def measure(nlp: Language, articles: list[Article]) -> dict[str, Any]:
    """Time each step over the articles, in seconds of CPU time.

    Args:
        nlp: The pipeline.
        articles: What to read.

    Returns:
        Counts of articles, sentences and words; sentences a second of ``nlp.pipe``; seconds by step. For the embedded
        pipeline the network's forward pass is told apart from decoding and filling the Doc; "graph" is all from a
        record to its committed place in a new graph on disk.
    """
    from extractors.pipeline import extract_doc
    from graph.knowledge_graph import KnowledgeGraph

    watch = Stopwatch()
    texts = [article.text for article in articles]
    docs = list(watch.each("nlp.pipe", nlp.pipe(texts, batch_size=16)))
    made = list(watch.each("tokenizer", map(nlp.make_doc, texts)))
    stream: Iterable[Doc] = made
    for name, pipe in nlp.pipeline:
        restore = _timed_sessions(pipe, watch)
        stream = list(watch.each(name, pipe.pipe(stream) if hasattr(pipe, "pipe") else map(pipe, stream)))
        restore()
    records = [watch.call("facts", extract_doc, doc, article) for doc, article in zip(docs, articles, strict=True)]
    with tempfile.TemporaryDirectory() as folder, KnowledgeGraph.open(folder) as kg:
        for record in records:
            watch.call("graph", kg.add, record)
        watch.call("graph", kg.flush)
    if "forward" in watch.seconds:
        name = nlp.pipe_names[0]
        watch.seconds["decoding and Doc"] = watch.seconds.pop(name) - watch.seconds["forward"]
    sentences = sum(len(list(doc.sents)) for doc in docs)
    return {
        "articles": len(articles),
        "sentences": sentences,
        "words": sum(map(len, docs)),
        "sentences_per_second": round(sentences / max(watch.seconds["nlp.pipe"], 1e-9)),
        "seconds": {name: round(seconds, 3) for name, seconds in watch.seconds.items()},
    }


class Stopwatch:
    """CPU time by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def call(self, name: str, function: Callable[..., _T], *args: Any, **kwargs: Any) -> _T:
        """Call a function and add the time it takes."""
        began = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - began

    def each(self, name: str, items: Iterable[_T]) -> Iterator[_T]:
        """Yield items and add the time that making them takes."""
        iterator, end = iter(items), object()
        while (item := self.call(name, next, iterator, end)) is not end:
            yield item


class _TimedSession:
    """An onnxruntime session that tells the time of its runs."""

    def __init__(self, session: Any, watch: Stopwatch) -> None:
        self._session = session
        self._watch = watch

    def run(self, *args: Any) -> Any:
        return self._watch.call("forward", self._session.run, *args)


def _timed_sessions(pipe: object, watch: Stopwatch) -> Callable[[], None]:
    """Time the network's sessions of the embedded component; return what takes the clock off again."""
    network = getattr(pipe, "network", None)
    sessions = {name: value for name, value in vars(network).items() if hasattr(value, "run")} if network else {}
    for name, session in sessions.items():
        vars(network)[name] = _TimedSession(session, watch)

    def restore() -> None:
        if sessions:
            vars(network).update(sessions)

    return restore


def _floor() -> float:
    section = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("speed", {}) if FLOORS.is_file() else {}
    return float(section.get("sentences_per_second", 0.0))


def _print(figures: dict[str, Any]) -> None:
    seconds = figures["seconds"]
    print(f"{figures['model']} pipeline, {figures['machine']}, one thread, CPU time")
    print(
        f"{figures['articles']} articles, {figures['sentences']} sentences, {figures['words']} words: "
        f"{figures['sentences_per_second']} sentences a second through nlp.pipe"
    )
    steps = {name: value for name, value in seconds.items() if name != "nlp.pipe"}
    whole = sum(steps.values()) or 1.0
    for name, value in steps.items():
        rate = round(figures["sentences"] / max(value, 1e-9))
        print(f"  {name:20} {value:8.3f} s {100 * value / whole:5.1f} %  {rate:>7} sentences a second")
    print(
        f"  {'article to graph':20} {whole:8.3f} s          {round(figures['sentences'] / whole):>7} sentences a second"
    )
