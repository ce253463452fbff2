"""Our SVG pictures in a browser: expat reads them, headless Chromium draws them in the size they say, every text stands
inside the picture and none on another. Usage: draw_svg_test.py SOURCE BUILD [FOLDER for pictures to keep]"""
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import checks  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"
NEVER = {"script", "image", "foreignObject", "a", "use", "animate", "set"}
PICTURES = ["flow", "flow-small", "timeline"]
# Writes into the page where Chromium has put each text.
PROBE = """<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0}</style>%s<pre id="out"></pre><script>
document.getElementById("out").textContent = JSON.stringify([...document.querySelectorAll("svg text")].map(t => {
  const b = t.getBBox(); return {text: t.textContent, x: b.x, y: b.y, w: b.width, h: b.height}; }));
</script>"""


def chromium(program, profile, *words):
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
               f"--user-data-dir={profile}", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300).stdout


def check_alone(result, name, text):
    """Without a browser: well-formed, of itself only."""
    root = ET.fromstring(text)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    links = [key for element in root.iter() for key in element.attrib if "href" in key or key.startswith("on")]
    result.check(f"{name}: nothing that runs or fetches", not tags & NEVER and not links, f"{tags & NEVER} {links}")
    result.check(f"{name}: a title", root.findtext(SVG + "title"))
    return int(root.get("width")), int(root.get("height"))


def texts_in(program, profile, text, page):
    page.write_text(PROBE % text)
    dom = chromium(program, profile, "--dump-dom", page.as_uri())
    found = re.search(r'<pre id="out">(.*?)</pre>', dom, re.S)
    unescaped = found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") if found else "[]"
    return [box for box in json.loads(unescaped) if box["text"].strip()]


def overlaps(boxes):
    """Pairs of texts that cover each other by more than a pixel or two."""
    for i, a in enumerate(boxes):
        for b in boxes[i + 1:]:
            across = min(a["x"] + a["w"], b["x"] + b["w"]) - max(a["x"], b["x"])
            down = min(a["y"] + a["h"], b["y"] + b["h"]) - max(a["y"], b["y"])
            if across > 1 and down > 4:
                yield f"{a['text']!r} and {b['text']!r}"


def check_drawn(result, program, folder, name, size):
    path = folder / f"{name}.svg"
    profile = folder / "profile"
    image = folder / f"{name}.png"
    chromium(program, profile, f"--window-size={size[0]},{size[1]}", f"--screenshot={image}", path.as_uri())
    head = image.read_bytes()[:24] if image.is_file() else b""
    result.check(f"{name}: drawn in its size", len(head) == 24 and struct.unpack(">II", head[16:24]) == size)
    result.check(f"{name}: not blank", image.is_file() and image.stat().st_size > 8000)
    boxes = texts_in(program, profile, path.read_text(), folder / f"{name}.html")
    result.check(f"{name}: has texts", len(boxes) > 10, str(len(boxes)))
    result.check_none(f"{name}: texts inside the picture",
                      (str(b) for b in boxes if b["x"] < 0 or b["y"] < 0 or b["x"] + b["w"] > size[0]
                       or b["y"] + b["h"] > size[1]))
    result.check_none(f"{name}: no text on another", overlaps(boxes))


def main():
    build = pathlib.Path(sys.argv[2])
    result = checks.Checks()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else temporary).resolve()
        samples = next(path for path in (build / "bin/draw_samples", build / "tests/draw_samples") if path.is_file())
        subprocess.run([samples, folder], check=True)
        for name in PICTURES:
            size = check_alone(result, name, (folder / f"{name}.svg").read_text())
            if program is not None:
                check_drawn(result, program, folder, name, size)
        if program is None:
            result.skip("chromium is not installed")  # too large to be demanded
    result.finish()


main()
