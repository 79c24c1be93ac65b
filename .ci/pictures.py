"""Take the pictures of the page in docs/: ``.venv/bin/python .ci/pictures.py kg/graph.html``."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from PIL import Image, ImageColor
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
DOCS, STYLES = ROOT / "docs", ROOT / "graph" / "view" / "app.css"
# Name, width, height, colour scheme, what is done before.
PICTURES = (
    ("view", 1280, 800, "light", "0"),
    ("view-dark", 1280, 800, "dark", "kg.select('Pakistan')"),
    ("view-story", 1280, 800, "light", "document.querySelector('#story-button').click()"),
    ("view-phone", 390, 844, "light", "0"),
)


def lighten(path: Path) -> None:
    """Keep 256 colours, those of the page's styles and the commonest others: a third of the bytes, the same look."""
    picture = Image.open(path).convert("RGB")
    styles = {ImageColor.getrgb(colour)[:3] for colour in re.findall(r"#[0-9a-f]{6}\b", STYLES.read_text("utf-8"))}
    common = [colour for _, colour in sorted(picture.getcolors(1 << 24) or [], reverse=True) if colour not in styles]
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for colour in [*sorted(styles), *common][:256] for channel in colour])
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)


def main(page_file: Path) -> None:
    """Open the page at each size, and save what is seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, width, height, scheme, script in PICTURES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, offline=True
            )
            page = context.new_page()
            page.goto(page_file.resolve().as_uri())
            page.wait_for_selector("html[data-ready]", state="attached")
            page.evaluate(script)
            if name == "view-story":
                page.evaluate("document.querySelector('#story [data-event]')?.scrollIntoView({ block: 'center' })")
            page.wait_for_timeout(800)
            page.screenshot(path=DOCS / f"{name}.png")
            lighten(DOCS / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
