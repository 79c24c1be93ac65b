"""Language pipelines that are missing or unfit, and articles on which they fail; the command line itself."""

from __future__ import annotations

from pathlib import Path

from tests.docs.errors.provoking import NEWS, Done, Place, provokes
from tests.docs.pages import ROOT

_PIPELINE = """
import os
import spacy
from extractors.annotate.loading import EMBEDDED
from spacy.language import Language


@Language.component("failing")
def failing(doc):
    if "Valletta" in doc.text or {always}:
        {failure}
    return doc


def load(**overrides):
    nlp = spacy.load(EMBEDDED)
    nlp.add_pipe("failing", last=True)
    return nlp
"""


def with_pipeline(at: Place, failure: str, *words: str, always: bool = False) -> Done:
    """Extract with an installed spaCy pipeline that fails on articles of Valletta, or on all."""
    at.write("site/failing_news/__init__.py", _PIPELINE.format(failure=failure, always=always))
    at.write("site/failing_news-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: failing_news\nVersion: 1.0\n")
    env = {"PYTHONPATH": str(at / "site")}
    return at.newsgraph(*words, at.write("story.txt"), "--model", "failing_news", env=env)


@provokes("…: could not be annotated (…: …)")
def failing_pipeline(at: Place) -> Done:
    return with_pipeline(at, "raise ValueError('no such place')", "extract")


@provokes("no article could be added; the graph is as before")
def failing_pipeline_in_a_build(at: Place) -> Done:
    return with_pipeline(at, "raise ValueError('no such place')", "build")


@provokes("…: the process that annotated it died, twice; leave it out, or run it alone to see")
def dying_pipeline(at: Place) -> Done:
    return with_pipeline(at, "os._exit(9)", "extract", "--jobs", "2")


@provokes("… does not run (…); …")
def pipeline_that_never_runs(at: Place) -> Done:
    return with_pipeline(at, "raise ValueError('no such place')", "extract", always=True)


@provokes("pipeline … is neither an installed package nor a folder; …")
def no_pipeline(at: Place) -> Done:
    return at.newsgraph("extract", at.write("story.txt"), "--model", "en_core_news_huge")


@provokes("pipeline … cannot be loaded (…); …")
def empty_pipeline(at: Place) -> Done:
    at.write("pipeline/readme.txt")
    return at.newsgraph("extract", at.write("story.txt"), "--model", "pipeline")


@provokes("… gives no …; use a full English pipeline, such as …")
def pipeline_without_parser(at: Place) -> Done:
    import spacy

    spacy.blank("en").to_disk(at / "pipeline")
    return at.newsgraph("extract", at.write("story.txt"), "--model", "pipeline")


def installed_without_model(at: Place) -> Path:
    """Lay an installation of newsgraph here, made of links, whose model is an empty folder."""
    site = at / "site"
    _link(ROOT / "extractors", site / "extractors", but="annotate")
    _link(ROOT / "extractors/annotate", site / "extractors/annotate", but="model")
    (site / "extractors/annotate/model").mkdir()
    (site / "graph").symlink_to(ROOT / "graph")
    return site


def _link(folder: Path, to: Path, *, but: str) -> None:
    to.mkdir(parents=True)
    for item in folder.iterdir():
        if item.name not in {but, "__pycache__"}:
            (to / item.name).symlink_to(item)


@provokes("the embedded pipeline is not in …; …")
def no_model(at: Place) -> Done:
    site = installed_without_model(at)
    return at.newsgraph("extract", at.write("story.txt"), env={"PYTHONPATH": str(site)})


@provokes("the embedded pipeline is damaged (…); …")
def damaged_model(at: Place) -> Done:
    site = installed_without_model(at)
    at.write("site/extractors/annotate/model/meta.json", '{"lang": "en"')
    return at.newsgraph("extract", at.write("story.txt", NEWS), env={"PYTHONPATH": str(site)})


# --- the command line ----------------------------------------------------------------------------------------------


@provokes("newsgraph …: error: argument …: expected a whole number from 1 on, got …")
def no_number(at: Place) -> Done:
    return at.newsgraph("extract", at.write("story.txt"), "--jobs", "many")
