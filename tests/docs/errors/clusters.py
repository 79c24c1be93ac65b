"""Clusters that are not there, URLs that cannot be listed, parts that cannot be written."""

from __future__ import annotations

import sys

from tests.docs.errors.provoking import Done, Place, provokes

ENGINE = "tests/graph/cluster/test_engine.py::test_"
PROCESSES = "tests/graph/cluster/test_processes.py::test_"
LISTING = "tests/extractors/partitions/test_listing.py::test_"
ELSEWHERE = {
    "…: the process that annotated it died (…), twice; leave it out, or run it alone to see": (
        f"{PROCESSES}a_killed_worker_and_a_poisoned_article_change_nothing_else"
    ),
    "…: expected a file that this worker can open, found none; put it into …": (
        f"{LISTING}a_file_that_went_away_is_named_by_the_worker"
    ),
    "…: expected a URL that this worker can open, found: …; install it on all workers": (
        f"{LISTING}a_url_that_the_worker_knows_not_is_named"
    ),
    "…: could not be annotated: …; leave it out": f"{ENGINE}an_article_of_which_workers_die_also_alone_is_named",
    "task … of stage … ended its workers (…); give them more memory and run the same command again": (
        f"{ENGINE}a_step_of_which_workers_die_ends_the_merge"
    ),
    "…: could not be sent (…); run the same command again": f"{ENGINE}a_part_of_which_workers_die_is_named",
    "expected the same newsgraph and pipeline on all workers (…), found another (…) on one;"
    " install one version everywhere": f"{ENGINE}another_newsgraph_on_a_worker_is_refused",
    "the cluster cannot import newsgraph (…); pip install newsgraph[cluster] on the scheduler's and the workers'"
    " machines": f"{ENGINE}workers_without_newsgraph_are_told_apart_from_failures",
    "a task failed on the cluster (…); see the workers' logs, then run again": (
        f"{PROCESSES}no_job_gets_the_result_of_another"
    ),
    "…: cannot be read (…); remove it, and all is done anew": (
        f"{ENGINE}notes_that_cannot_be_read_or_written_are_named"
    ),
    "…: cannot be written (…); make room": f"{ENGINE}notes_that_cannot_be_read_or_written_are_named",
}
"""Messages that need a cluster, or a machine that fails, and the test that meets them."""

NOWHERE = "tcp://127.0.0.1:9"


def without(at: Place, package: str, *words: str) -> Done:
    """Run the command where a package is not installed."""
    code = f"import sys; sys.modules[{package!r}] = None; from graph.cli import main; sys.exit(main({list(words)!r}))"
    return at.run([sys.executable, "-c", code])


@provokes("expected … for --cluster, not installed here; pip install newsgraph[cluster]")
def no_extra(at: Place) -> Done:
    return without(at, "distributed", "build", at.write("a.txt"), "--cluster", NOWHERE)


@provokes("…: expected the package fsspec to open this URL; pip install newsgraph[cluster]")
def no_fsspec(at: Place) -> Done:
    return without(at, "fsspec", "build", "s3://bucket/news", "--parts", "out")


@provokes("expected INPUT to build from with --cluster or --parts, got …")
def nothing_to_build(at: Place) -> Done:
    return at.newsgraph("build", "--cluster", NOWHERE)


@provokes("…: expected a Dask scheduler's address such as tcp://HOST:8786; check it")
def no_address(at: Place) -> Done:
    return at.newsgraph("build", at.write("a.txt"), "--cluster", "localhost")


@provokes(
    "…: no Dask scheduler answers there; start one (`dask scheduler`) and run the same command again: what is finished"
    " is not done twice"
)
def no_scheduler(at: Place) -> Done:
    return at.newsgraph("build", at.write("a.txt"), "--cluster", NOWHERE)


@provokes("…: expected certificates for tls:// in Dask's configuration, found none; set distributed.comm.tls")
def no_certificates(at: Place) -> Done:
    return at.newsgraph("build", at.write("a.txt"), "--cluster", "tls://127.0.0.1:9")


@provokes("newsgraph …: error: argument …: expected a whole number of bytes from 1 on, got …")
def no_size(at: Place) -> Done:
    return at.newsgraph("build", at.write("a.txt"), "--parts", "out", "--partition-size", "1 MB")


@provokes("…: expected a file, folder or glob, found nothing of that name; check the URL")
def no_such_url(at: Place) -> Done:
    return at.newsgraph("build", f"file://{at / 'none.txt'}", "--parts", "out")


@provokes("…: expected a URL that can be listed, found: …; check its credentials")
def unknown_store(at: Place) -> Done:
    return at.newsgraph("build", "nosuch://bucket/news", "--parts", "out")


@provokes('…: expected a file that can be read, found "…"; convert it')
def other_kind_by_url(at: Place) -> Done:
    at.write("a.docx")
    return at.newsgraph("build", f"file://{at / 'a.docx'}", "--parts", "out")


@provokes("…: expected articles under this URL, found none that can be read; check the URL")
def empty_url(at: Place) -> Done:
    at.write("news/a.docx")
    return at.newsgraph("build", f"file://{at / 'news'}", "--parts", "out")


@provokes("none of the inputs could be read; nothing was written")
def no_parts(at: Place) -> Done:
    return at.newsgraph("build", at.write("a.txt", " \n"), "--parts", "out")


@provokes("…: cannot be written (…); name a folder or URL that all workers may write")
def parts_in_the_way(at: Place) -> Done:
    return at.newsgraph("build", at.write("a.txt"), "--parts", at.write("out"))
