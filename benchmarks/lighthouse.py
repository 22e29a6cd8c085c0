"""`python -m benchmarks.lighthouse`: our pages and a Material page of the same article, as Lighthouse sees them.

Needs nginx, Chromium, `npm ci` in benchmarks/, playwright (`make test` brings it) and mkdocs-material (`make docs`).
Both sites are served by the same nginx, ours with the settings that lie in the release. The pages take turns, so that
a busy machine disturbs all.
"""

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

HERE = Path(__file__).parent
HOUSE = HERE.parent
PROGRAM = HERE / "node_modules/lighthouse/cli/index.js"
ARTICLE = "astma-hos-barn"
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {
    "first-contentful-paint": "FCP",
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "bytes",
}
WORK = {
    "TaskDuration": "all",
    "ScriptDuration": "scripts",
    "RecalcStyleDuration": "styles",
    "LayoutDuration": "layout",
}
ATTEMPTS = 4
"""On a busy machine Lighthouse loses its browser now and then."""
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)

NGINX = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{ours}; root {current}/public; include {current}/nginx.conf; }}
    server {{ listen 127.0.0.1:{theirs}; root {material}; gzip on; gzip_types text/css application/javascript; }}
}}
"""


class Judged(NamedTuple):
    """One run: scores from 0 to 100, times in milliseconds, weight in bytes."""

    scores: dict[str, float]
    times: dict[str, float]
    wanting: list[str]
    processor: float
    """Lighthouse's measure of the machine. Its four times slower phone supposes 1500 to 2000; at 1000 to 1500 it
    advises a slowdown of two."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def build_material(folder: Path) -> Path:
    """The same article, alone in a MkDocs Material site as it comes, but for fonts of another host."""
    text = (HOUSE / f"content/articles/{ARTICLE}/nb.md").read_text(encoding="utf-8")
    title = TITLE.search(text)
    assert title
    (folder / "docs").mkdir(parents=True)
    body = FRONT_MATTER.sub("", text)
    (folder / "docs/index.md").write_text(f"# {title[1]}\n\n{body}", encoding="utf-8")
    settings = "site_name: Helsevei\nsite_description: Astma\ntheme: {name: material, language: nb, font: false}\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    mkdocs = Path(sys.executable).with_name("mkdocs")
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([mkdocs, "build", "--quiet", "--config-file", folder / "mkdocs.yml"], check=True, env=quiet)
    return folder / "site"


@contextmanager
def served(folder: Path) -> Iterator[dict[str, str]]:
    """The pages by name, while nginx serves them."""
    ours, theirs = free_port(), free_port()
    current = HOUSE / "site/current"
    if not current.exists():
        raise SystemExit("no release to look at: make build first")
    material = build_material(folder / "material")
    settings = folder / "nginx.conf"
    settings.write_text(NGINX.format(folder=folder, ours=ours, theirs=theirs, current=current, material=material))
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    assert program, "no nginx; tests/install-system-packages.sh installs it"
    running = subprocess.Popen([program, "-c", settings])
    try:
        yield {
            "front page": f"http://127.0.0.1:{ours}/nb/",
            "hub": f"http://127.0.0.1:{ours}/nb/topics/astma-og-allergi.html",
            "article": f"http://127.0.0.1:{ours}/nb/{ARTICLE}.html",
            "Material, the article": f"http://127.0.0.1:{theirs}/",
        }
    finally:
        running.terminate()
        running.wait()


def judge(url: str, folder: Path, slowdown: float) -> Judged:
    """One run, as on a middling phone on a slow network: Lighthouse's own choice."""
    report = folder / "report.json"
    command = ["node", PROGRAM, url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={CHROME}"]
    command.append(f"--throttling.cpuSlowdownMultiplier={slowdown:g}")
    surroundings = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
    for attempt in range(ATTEMPTS):
        finished = subprocess.run(command, check=attempt == ATTEMPTS - 1, env=surroundings, stderr=subprocess.DEVNULL)
        if finished.returncode == 0:
            break
    found = json.loads(report.read_text())
    audits, categories = found["audits"], found["categories"]
    wanting = [
        ref["id"]
        for name in CATEGORIES[1:]
        for ref in categories[name]["auditRefs"]
        if ref["weight"] and audits[ref["id"]]["score"] not in (None, 1)
    ]
    return Judged(
        {name: 100 * (categories[name]["score"] or 0) for name in CATEGORIES},
        {short: audits[name]["numericValue"] for name, short in TIMES.items()},
        wanting,
        found["environment"]["benchmarkIndex"],
    )


def work(url: str, chromium: Any) -> dict[str, float]:
    """What the page costs the browser's main thread until it is quiet: processor time in milliseconds. Unlike what
    Lighthouse measures, it hardly depends on what else the machine is doing."""
    context = chromium.new_context(viewport={"width": 412, "height": 823}, device_scale_factor=1.75, is_mobile=True)
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    tab.goto(url, wait_until="load")
    tab.wait_for_timeout(1500)
    found = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return {short: 1000 * found[name] for name, short in WORK.items()}


def work_of_each(pages: dict[str, str], runs: int) -> str:
    """A row for each page: the middle of its runs."""
    from playwright.sync_api import sync_playwright

    lines = [f"{'processor time, ms':24}" + "".join(f"{one:>9}" for one in WORK.values())]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROME.split()[1:])
        for name, url in pages.items():
            found = [work(url, chromium) for _ in range(runs)]
            lines.append(f"{name:24}" + "".join(f"{median(run[one] for run in found):>9.0f}" for one in WORK.values()))
        chromium.close()
    return "\n".join(lines)


def report(judged: dict[str, list[Judged]]) -> str:
    """A row for each page: the middle of its runs."""
    lines = [f"{'':24}{'perf':>12}{'a11y':>6}{'best':>6}{'seo':>6}" + "".join(f"{one:>9}" for one in TIMES.values())]
    for name, runs in judged.items():
        fast = sorted(run.scores["performance"] for run in runs)
        others = "".join(f"{median(run.scores[one] for run in runs):>6.0f}" for one in CATEGORIES[1:])
        times = "".join(f"{median(run.times[one] for run in runs):>9.{2 * (one == 'CLS')}f}" for one in TIMES.values())
        wanting = ", ".join(sorted({one for run in runs for one in run.wanting}))
        spread = f"{median(fast):.0f} ({fast[0]:.0f}–{fast[-1]:.0f})"
        lines.append(f"{name:24}{spread:>12}{others}{times}  {wanting}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each page is judged")
    parser.add_argument("--slowdown", type=float, default=4, help="how much slower than this machine the phone is")
    chosen = parser.parse_args()
    runs = chosen.runs
    judged: dict[str, list[Judged]] = {}
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as pages:
        loads = [os.getloadavg()[0]]
        worked = work_of_each(pages, runs)
        for _ in range(runs):
            for page, url in pages.items():
                judged.setdefault(page, []).append(judge(url, Path(name), chosen.slowdown))
            loads.append(os.getloadavg()[0])
    print(report(judged), worked, sep="\n\n")
    machine = median(run.processor for each in judged.values() for run in each)
    print(f"the phone is {chosen.slowdown:g} times slower than this machine, whose benchmarkIndex is {machine:.0f}")
    print(f"load of the machine: {min(loads):.1f}–{max(loads):.1f}, {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
