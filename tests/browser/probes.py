"""Texts that try to make a browser run something: our own, and the collections beside the repository if they are there."""

import json
import tarfile
from pathlib import Path

COLLECTIONS = Path(__file__).parents[3] / "shared" / "corpora" / "malicious-inputs.tar.gz"

TAGS = [
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script\n>alert(1)</script\n>",
    '<script src="data:text/javascript,alert(1)"></script>',
    "<<script>script>alert(1)<</script>/script>",
    "<img src=x onerror=alert(1)>",
    '<img src="x" onerror="alert(1)"',
    "<img src=x onerror=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    "<img\tsrc=x\tonerror=alert(1)>",
    "<img src=x\x00onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(1)><text y=20>a</text></a></svg>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<iframe src=javascript:parent.alert(1)></iframe>",
    "<details open ontoggle=alert(1)>",
    "<details><summary onclick=alert(1)>a</summary></details>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<style></style><img src=x onerror=alert(1)>",
    "<base href=javascript:alert(1)//>",
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    "<link rel=stylesheet href=data:text/css,*{color:red}>",
    "<form action=javascript:alert(1)><button>a</button></form>",
    "<button formaction=javascript:alert(1)>a</button>",
    "<isindex type=submit formaction=javascript:alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<video src=x onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<marquee onstart=alert(1)>a</marquee>",
    "<a href=javascript:alert(1)>a</a>",
    "<template><img src=x onerror=alert(1)></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<title></title><img src=x onerror=alert(1)>",
    "<xmp></xmp><img src=x onerror=alert(1)>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<sup><svg onload=alert(1)></sup>",
    '<abbr title="x"onmouseover=alert(1)>a</abbr>',
    '<abbr title="x"><img src=x onerror=alert(1)></abbr>',
    "&lt;img src=x onerror=alert(1)&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\<script>alert(1)\\</script>",
    "`<script>`<img src=x onerror=alert(1)>",
    "<x y='`'><img src=x onerror=alert(1)>`",
    "\u2028<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "'\"><img src=x onerror=alert(1)>",
    "' onmouseover=alert(1) '",
    '" autofocus onfocus=alert(1) "',
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "<%= alert(1) %>",
]

ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#115;cript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)",
    "&#x20;javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript:alert(1)//https://x.example",
    "https:javascript:alert(1)",
    "\\javascript:alert(1)",
    "%6aavascript:alert(1)",
    "vbscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "blob:https://x.example/1",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    'x" onclick="alert(1)',
    "x' onclick='alert(1)",
    '#" onfocus="alert(1)" autofocus="',
    'tel:113" onclick="alert(1)',
    'mailto:a@b.example"onclick="alert(1)',
]

FORMS = [
    "{}",
    "før {} etter",
    "## {}",
    "> [!NOTE]\n> {}",
    "| {} |\n| - |\n| {} |",
    "- {}\n  1. {}",
    "a[^1]\n\n[^1]: {}",
    "```{}\n{}\n```",
    "[klikk](<{}>)",
    "[klikk]({})",
    "[klikk](https://x.example '{}')",
    "[klikk][r]\n\n[r]: <{}>",
    "<{}>",
    "![{}]({})",
    "![{}](b.png '{}')",
    "<details>\n<summary>{}</summary>\n\n{}\n\n</details>",
    "<sup>{}</sup>",
    "{fact:e} {}",
]
"""Where in a text a probe can stand."""


def our_own() -> list[str]:
    return TAGS + ADDRESSES


def collected(folder: Path) -> list[str]:
    """The payloads that others have gathered, unpacked into a folder of the test's own; none if they are not there."""
    if not COLLECTIONS.exists():
        return []
    with tarfile.open(COLLECTIONS) as archive:
        archive.extractall(folder, filter="data")
    gathered = folder / "malicious-inputs"
    lines = (gathered / "xss/payloadbox-xss-payload-list.txt").read_text(errors="replace").splitlines()
    cleaned = [one["payload"] for one in json.loads((gathered / "xss/dompurify-expect.json").read_text())]
    naughty = json.loads((gathered / "naughty-strings/blns.json").read_text())
    examples = [one["markdown"] for one in json.loads((gathered / "commonmark/examples.json").read_text())]
    return [*lines, *cleaned, *naughty, *examples]
