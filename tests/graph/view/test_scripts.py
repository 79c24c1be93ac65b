from __future__ import annotations

import shutil
import subprocess
from importlib.resources import files

import pytest

from graph.view.scripts import join_modules, page_script, vis_network

MODULES = sorted(item.name for item in (files("graph.view") / "js").iterdir() if item.name.endswith(".js"))


def run(script: str) -> str:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node to run JavaScript")
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
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node to check JavaScript")
    source = (files("graph.view") / "js" / name).read_text("utf-8")
    subprocess.run(
        [node, "--input-type=module", "--check", "-"], input=source, text=True, check=True, capture_output=True
    )


def test_folding_knows_the_letters_unicode_does_not_decompose() -> None:
    script = (files("graph.view") / "js" / "fold.js").read_text("utf-8").replace("export ", "")
    assert run(script + 'console.log(fold("Łódź Straße Ærø ŒUVRE"))') == "lodz strasse aero oeuvre"


def test_the_library_keeps_its_licence_and_closes_no_element() -> None:
    assert "Apache 2.0 License" in vis_network()[:1500]
    assert "</script" not in vis_network().lower()


def test_our_part_of_the_page_stays_small() -> None:
    assert len(page_script()) < 220_000
