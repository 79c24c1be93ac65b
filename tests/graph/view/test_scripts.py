from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from graph.view.scripts import join_modules, page_script, vis_network

MODULES = sorted(item.name for item in (files("graph.view") / "js").iterdir() if item.name.endswith(".js"))


def node_path() -> str:
    found = shutil.which("node")
    if found is None:
        reason = "no Node to check JavaScript: apt-get install nodejs"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return found


def run(script: str) -> str:
    node = node_path()
    return subprocess.run([node, "-e", script], capture_output=True, text=True, check=True).stdout.strip()


def test_modules_keep_their_own_names_and_share_exports() -> None:
    joined = join_modules(
        {
            "main.js": 'import { twice } from "./a.js";\nconst own = 1;\nconsole.log(twice(own));\n',
            "a.js": "const own = 21;\nexport function twice(n) {\n  return 2 * n * own;\n}\n",
        }
    )
    assert run(joined) == "42"


def test_a_missing_module_is_named() -> None:
    with pytest.raises(ValueError, match=r"a module b\.js, imported by main\.js"):
        join_modules({"main.js": 'import { x } from "./b.js";\n'})


def test_a_circle_is_named() -> None:
    with pytest.raises(ValueError, match=r"main\.js -> a\.js -> main\.js"):
        join_modules({"main.js": 'import { x } from "./a.js";\n', "a.js": 'import { y } from "./main.js";\n'})


def test_all_modules_are_on_the_page_and_no_import_is_left() -> None:
    script = page_script()
    assert "\nimport " not in script
    assert "\nexport " not in script
    assert all(f"const module_{name.removesuffix('.js')} = " in script for name in MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_node_accepts_the_module(name: str) -> None:
    node = node_path()
    source = (files("graph.view") / "js" / name).read_text("utf-8")
    subprocess.run(
        [node, "--input-type=module", "--check", "-"], input=source, text=True, check=True, capture_output=True
    )


def test_the_linter_finds_nothing() -> None:
    root = Path(__file__).parents[3]
    linter = shutil.which("oxlint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    assert linter, "oxlint comes with the development dependencies"
    done = subprocess.run(
        [linter, "-c", ".oxlintrc.json", "graph/view/js"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_small_and_never_makes_elements_from_text(name: str) -> None:
    source = (files("graph.view") / "js" / name).read_text("utf-8")
    assert source.startswith("// "), "a module opens with what it is for"
    assert len(source.splitlines()) <= 260
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source)


def test_folding_knows_the_letters_unicode_does_not_decompose() -> None:
    script = (files("graph.view") / "js" / "fold.js").read_text("utf-8").replace("export ", "")
    assert run(script + 'console.log(fold("Łódź Straße Ærø ŒUVRE"))') == "lodz strasse aero oeuvre"


def test_the_library_keeps_its_licence_and_closes_no_element() -> None:
    assert "Apache 2.0 License" in vis_network()[:1500]
    assert "</script" not in vis_network().lower()


def test_our_part_of_the_page_stays_small() -> None:
    assert len(page_script()) < 220_000
