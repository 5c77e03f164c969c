"""check_report.py BROWSER FOLDER [SCREENSHOTS]: looks at FOLDER/report.html as people will, and compares each figure
with FOLDER/report.json. Fails on a message on the console, a request beyond the file, a page that scrolls sideways, text
that is cut off, too small or on other text, and a mark whose numbers or place are not those of the JSON."""
import base64
import json
import pathlib
import sys
import tempfile
import xml.etree.ElementTree as xml

from browser import Browser

SIZES = [(360, 800), (1280, 900)]
SCHEMES = ["light", "dark"]
SMALLEST_TEXT = 10  # CSS pixels

# What a page tells about itself: its width, its colours, and all marks and texts of its figures.
PAGE = """(() => {
  const box = e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
  return {
    scroll: document.documentElement.scrollWidth,
    scripts: document.scripts.length, attacked: typeof attacked,
    background: getComputedStyle(document.body).backgroundColor,
    figures: [...document.querySelectorAll('svg')].map(svg => ({
      name: svg.dataset.figure, box: box(svg),
      named: svg.getAttribute('aria-label') && document.getElementById(svg.getAttribute('aria-describedby')) !== null,
      marks: [...svg.querySelectorAll('[data-series], [data-row]')].map(m => ({...m.dataset, box: box(m), words: m.textContent})),
      texts: [...svg.querySelectorAll('text')].map(t => ({
        text: t.textContent, box: box(t), size: parseFloat(getComputedStyle(t).fontSize) * svg.getScreenCTM().a }))
    }))
  };
})()"""


def numbers(mark):
    """The numbers of a mark, without its place."""
    words = ("series", "row", "column")
    return {key: value if key in words else None if value == "" else float(value)
            for key, value in mark.items() if key in words + ("x", "y", "low", "high", "value")}


def expected(figure):
    """The marks that a figure of the JSON has to show, in their order."""
    if figure["kind"] == "heatmap":
        return [{"row": row, "column": column, "value": value}
                for row, values in zip(figure["rows"], figure["values"])
                for column, value in zip(figure["columns"], values)]
    marks = []
    for series in figure.get("lines") or figure.get("groups") or []:
        for point in series["points"]:
            if point["x"] is None or point["y"] is None:
                continue
            mark = {"series": series["name"], "x": point["x"], "y": point["y"]}
            if None not in (point.get("low"), point.get("high")) and point["low"] < point["high"]:
                mark.update(low=point["low"], high=point["high"])
            marks.append(mark)
    return marks


def centre(mark, axis):
    return (mark["box"][axis] + mark["box"][axis + 2]) / 2


def check_places(figure, problem):
    """Within a series a mark's place is an affine function of its number, rightwards and upwards."""
    for axis, name, sign in ((0, "x", 1), (1, "y", -1)):
        by_series = {}
        for mark in figure["marks"]:
            if name in mark:
                by_series.setdefault(mark["series"], []).append((float(mark[name]), centre(mark, axis)))
        for series, places in by_series.items():
            (low, start), (high, end) = min(places), max(places)
            if low == high:
                continue
            if sign * (end - start) <= 0:
                problem(f"{figure['name']}: {series}: {name} runs the wrong way")
            for value, place in places:
                wanted = start + (value - low) / (high - low) * (end - start)
                if abs(place - wanted) > 0.5:
                    problem(f"{figure['name']}: {series}: {name} {value} stands at {place}, not at {wanted}")


def overlap(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 2.5


def check_texts(figure, problem):
    left, top, right, bottom = figure["box"]
    for i, text in enumerate(figure["texts"]):
        box = text["box"]
        if box[0] < left - 3 or box[1] < top - 3 or box[2] > right + 3 or box[3] > bottom + 3:
            problem(f"{figure['name']}: cut off: {text['text']}")
        if text["size"] < SMALLEST_TEXT:
            problem(f"{figure['name']}: {text['size']:.1f} pixels: {text['text']}")
        for other in figure["texts"][:i]:
            if overlap(box, other["box"]):
                problem(f"{figure['name']}: {text['text']!r} on {other['text']!r}")


def check_page(browser, folder, width, problem):
    """Looks at the open page; answers with its ground's colour."""
    page = browser.evaluate(PAGE)
    if page["scroll"] > width:
        problem(f"scrolls sideways: {page['scroll']} pixels in {width}")
    if page["scripts"] or page["attacked"] != "undefined":
        problem("a script is in the page")
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    figures = {e["name"]: e for s in report["sections"] for e in s["elements"] if e["kind"] != "table"}
    if list(figures) != [figure["name"] for figure in page["figures"]]:
        problem("the figures are not those of report.json")
    for figure in page["figures"]:
        if not figure["named"]:
            problem(f"{figure['name']}: no accessible name or description")
        if not all(mark["words"] for mark in figure["marks"]):
            problem(f"{figure['name']}: a mark without words")
        if [numbers(mark) for mark in figure["marks"]] != expected(figures[figure["name"]]):
            problem(f"{figure['name']}: the numbers differ from report.json")
        check_places(figure, problem)
        check_texts(figure, problem)
    for event in browser.events:
        if event.get("method") in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            problem(f"console: {event['params']}")
        if event.get("method") == "Network.requestWillBeSent":
            url = event["params"]["request"]["url"]
            if url != (folder / "report.html").as_uri():
                problem(f"request: {url}")
    return page["background"]


def check_files(folder, problem):
    """Each SVG file is well-formed and carries the same numbers."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    for figure in (e for s in report["sections"] for e in s["elements"] if e["kind"] != "table"):
        svg = xml.parse(folder / "plots" / f"{figure['name']}.svg").getroot()
        marks = [{key.removeprefix("data-"): value for key, value in e.attrib.items()}
                 for e in svg.iter() if "data-series" in e.attrib or "data-row" in e.attrib]
        if [numbers(mark) for mark in marks] != expected(figure):
            problem(f"{figure['name']}.svg: the numbers differ from report.json")


def main(program, folder, screenshots):
    folder = pathlib.Path(folder).resolve()
    problems = []
    check_files(folder, problems.append)
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(program, profile)
        grounds = {}
        for width, height in SIZES:
            for scheme in SCHEMES:
                browser.open((folder / "report.html").as_uri(), width, height, scheme)
                grounds[scheme] = check_page(
                    browser, folder, width, lambda text: problems.append(f"{width}x{height} {scheme}: {text}"))
                if screenshots:
                    size = browser.call("Page.getLayoutMetrics")["cssContentSize"]
                    clip = {"x": 0, "y": 0, "width": width, "height": size["height"], "scale": 1}
                    image = browser.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
                    file = pathlib.Path(screenshots) / f"{folder.name}-{width}-{scheme}.png"
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(base64.b64decode(image["data"]))
        browser.close()
    if grounds["light"] == grounds["dark"]:
        problems.append("dark looks like light")
    for problem in problems:
        print(problem)
    print(f"report {folder.name}: {'failed' if problems else 'as it should be, in 4 views'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else ""))
