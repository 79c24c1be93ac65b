"""Graph folders that cannot be opened, written to or mended."""

from __future__ import annotations

import fcntl
import os
import signal
import sqlite3
import subprocess
import time

from tests.docs.errors.provoking import BIN, NEWS, Done, Place, environment, provokes

OTHER = NEWS.replace("Valletta", "Tallinn").replace("Malta", "Estonia")


# --- nothing to work on --------------------------------------------------------------------------------------------
@provokes("expected an INPUT to build from, or --watch FOLDER; found neither")
def no_input(at: Place) -> Done:
    return at.newsgraph("build")


@provokes("…: expected a folder to watch, found none of that name; check the path")
def no_folder_to_watch(at: Place) -> Done:
    return at.newsgraph("build", "--watch", "missing")


@provokes("none of the inputs could be read; the graph is as before")
def nothing_readable(at: Place) -> Done:
    return at.newsgraph("build", at.write("story.txt", ""))


@provokes("…: holds no graph; make one with `newsgraph build ARTICLES --kg …`")
def no_graph(at: Place) -> Done:
    return at.newsgraph("query", "positions")


@provokes("…: holds no graph; nothing to remove")
def no_graph_to_remove_from(at: Place) -> Done:
    return at.newsgraph("remove", "story.txt")


@provokes("…: holds no graph; nothing to repair")
def no_graph_to_repair(at: Place) -> Done:
    return at.newsgraph("validate", "--repair")


@provokes("…: no article of … has this IRI, source or URL; `newsgraph query articles` lists them")
def no_article(at: Place) -> Done:
    at.graph()
    return at.newsgraph("remove", "other.txt")


@provokes("…: nothing was imported under this name")
def no_import(at: Place) -> Done:
    at.graph()
    return at.newsgraph("remove", "https://w3id.org/newsgraph/id/import/missing")


# --- no place to write ---------------------------------------------------------------------------------------------
@provokes("…: cannot be written (…); choose a folder you may write to with --kg")
def file_for_a_folder(at: Place) -> Done:
    at.write("kg", "a file where the folder should be")
    return at.newsgraph("build", at.write("story.txt"))


@provokes("…: cannot be written (…); use a folder you may write to with --kg")
def folder_for_a_file(at: Place) -> Done:
    at.write("kg/catalogue.sqlite/story.txt")
    return at.newsgraph("build", at.write("story.txt"))


@provokes("…: cannot be written (…); choose another with --kg")
def no_place_for_an_authority(at: Place) -> Done:
    at.write("kg", "a file where the folder should be")
    at.write("names.csv", "name,iri\nMalta,https://example.org/malta\n")
    return at.newsgraph("build", "--authority", "names.csv", at.write("story.txt"))


@provokes("…: cannot be written (…); what was added before is safe: make room and run again")
def no_place_for_a_journal(at: Place) -> Done:
    at.graph()
    (at / "kg/changing.jsonl").symlink_to("missing/changing.jsonl")
    return at.newsgraph("build", at.write("other.txt", OTHER))


@provokes("…: the disk is full; what was added before is safe: make room and run again")
def full_disk(at: Place) -> Done:
    at.write("other.txt", OTHER)
    at.graph()
    return at.in_small_space(
        "cp -r kg small/kg && head -c 100M /dev/zero > small/rest 2>&-; newsgraph build other.txt --kg small/kg",
        size="60m",
    )


@provokes("…: another newsgraph is writing to this graph; wait until it has ended, or use another --kg")
def second_writer(at: Place) -> Done:
    graph = at.graph()
    with (graph / "checkpoints/writer.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return at.newsgraph("build", at.write("other.txt", OTHER))


@provokes(
    "another newsgraph is writing: the state of its last flush was checked, and not the shared layer as a whole", 0
)
def check_beside_a_writer(at: Place) -> Done:
    graph = at.graph()
    with (graph / "checkpoints/writer.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return at.newsgraph("validate")


# --- damage --------------------------------------------------------------------------------------------------------
@provokes("…: the store cannot be read (…); `newsgraph validate --repair --kg …` makes it again from the records")
def damaged_store(at: Place) -> Done:
    graph = at.graph()
    for file in (*graph.glob("store/CURRENT"), *graph.glob("checkpoints/*/CURRENT")):
        file.unlink()
        file.write_text("MANIFEST-999999\n")
    return at.newsgraph("query", "positions")


@provokes(
    "…: the store is missing beside its catalogue; `newsgraph validate --repair --kg …` makes it again from the records"
)
def missing_store(at: Place) -> Done:
    graph = at.graph()
    (graph / "store").rename(graph / "shop")
    return at.newsgraph("query", "positions")


@provokes("…: is not a readable catalogue (…); restore it from a copy or build the graph anew")
def damaged_catalogue(at: Place) -> Done:
    (at.graph() / "catalogue.sqlite").write_text("no database " * 1_000)
    return at.newsgraph("report")


@provokes("…: a record cannot be read; build the graph anew from its articles")
def damaged_record(at: Place) -> Done:
    with sqlite3.connect(at.graph() / "catalogue.sqlite") as catalogue:
        catalogue.execute("UPDATE record SET body = ?", (b"no record",))
    catalogue.close()
    return at.newsgraph("report")


@provokes("…: the records are missing; build the graph anew, or import a dump made with --records")
def missing_catalogue(at: Place) -> Done:
    (at.graph() / "catalogue.sqlite").unlink()
    return at.newsgraph("validate", "--repair")


@provokes("…: no record in it can be read; build the graph anew, or import a dump made with --records")
def no_record_left(at: Place) -> Done:
    (at.graph() / "catalogue.sqlite").write_text("no database " * 1_000)
    return at.newsgraph("validate", "--repair")


@provokes("the query cannot be answered: …")
def damaged_block(at: Place) -> Done:
    graph = at.graph()
    for file in (*graph.glob("store/*.sst"), *graph.glob("checkpoints/*/*.sst")):
        data = file.read_bytes()
        file.unlink()  # checkpoints share their files with the store
        file.write_bytes(bytes(200) + data[200:] if len(data) > 4_000 else data)
    return at.newsgraph("query", "SELECT * { ?s ?p ?o }")


@provokes("…: what was extracted breaks the graph's shapes and was left out: …")
def broken_shapes(at: Place) -> Done:
    at.write("story.txt")
    done = at.run(
        ["sh", "-c", """newsgraph extract story.txt | sed 's/"language": "en"/"language": "? ?"/' > r.jsonl"""]
    )
    assert done.status == 0
    return at.newsgraph("import", "r.jsonl")


# --- the graph's own settings --------------------------------------------------------------------------------------
@provokes("…: the graph was begun with --base …; it cannot go on with …")
def other_base(at: Place) -> Done:
    at.graph()
    return at.newsgraph("build", at.write("other.txt", OTHER), "--base", "https://example.org/id/")


@provokes("…: the graph was begun with threshold …, not …", 1)
def other_threshold(at: Place) -> Done:
    at.graph()
    return at.python("from graph import KnowledgeGraph; KnowledgeGraph.open('kg', threshold=0.9)")


@provokes("--base …: expected an absolute IRI that ends in / or #, got: …")
def base_with_blanks(at: Place) -> Done:
    return at.newsgraph("build", at.write("story.txt"), "--base", "my news")


@provokes("--base …: expected an absolute IRI that ends in / or #; add the /")
def base_without_end(at: Place) -> Done:
    return at.newsgraph("build", at.write("story.txt"), "--base", "https://example.org/id")


# --- cut short -----------------------------------------------------------------------------------------------------
@provokes("stopped; … before that stay in the graph", 1)
def stopped(at: Place) -> Done:
    at.write("story.txt")
    assert at.newsgraph("build", "story.txt").status == 0
    return at.newsgraph("build", "story.txt", at.write("other.txt", OTHER), "--model", "no_such_pipeline")


@provokes("interrupted; what was committed stays", 130)
def interrupted(at: Place) -> Done:
    at.write("news/story.txt")
    running = subprocess.Popen(
        [BIN / "newsgraph", "build", "--watch", "news"],
        cwd=at.folder,
        env=environment(),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        # A test run in the background of a shell would hand down that Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # type: ignore[arg-type, return-value]
    )
    assert running.stderr is not None
    begun = [running.stderr.readline()]
    while begun[-1] and "watching" not in begun[-1]:
        begun.append(running.stderr.readline())
    time.sleep(0.5)
    os.kill(running.pid, signal.SIGINT)
    rest = running.communicate(timeout=60)[1]
    return Done(running.returncode, tuple(rest.splitlines()))
