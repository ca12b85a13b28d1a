"""What somebody hostile may write into a knowledge base, and what must come of it.

Each input would call ``ran`` if any of it became code. It is an error of the lint, by its
code, or it is shown as the text that it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

SCRIPT = "<script>ran()</script>"
IMAGE = "<img src=x onerror=ran()>"
RLO, ZWSP = "\u202e", "\u200b"


@dataclass(frozen=True, slots=True)
class Input:
    """One attack: where it stands, and what comes of it."""

    place: str  # one of PLACES
    text: str
    code: str = ""  # of the error that it is; none where it is shown as text
    shown: str = ""  # what a reader sees of it, where that isn't all


def issue(number: int, **given: str) -> str:
    """Return an issue's file with something hostile at one place of it."""
    part = {
        "title": f"Hostile {number}",
        "keyword": f"key {number}",
        "cause": "kettle",
        "symptom": "It is seen.",
        "fix": "Mend it.",
        **given,
    }
    quoted = {name: json.dumps(text, ensure_ascii=False) for name, text in part.items()}
    lines = [
        "---",
        f"id: hostile-{number}",
        f"title: {quoted['title']}",
        f"keywords: [{quoted['keyword']}]",
        f"causes: [{quoted['cause']}]",
        "status: solved",
        *([f"versions: {quoted['versions']}"] if "versions" in part else []),
        *([part["more"]] if "more" in part else []),
        "---",
        f"## Symptom\n{part['symptom']}",
        *([f"## Test\n{part['test']}"] if "test" in part else []),
        f"## Fix\n{part['fix']}",
    ]
    return "\n".join(lines) + "\n"


PLACES: dict[str, Callable[[int, str], str]] = {
    "title": lambda n, text: issue(n, title=text),
    "keyword": lambda n, text: issue(n, keyword=text),
    "cause": lambda n, text: issue(n, cause=text),
    "versions": lambda n, text: issue(n, versions=text),
    "front matter": lambda n, text: issue(n, more=text),
    "prose": lambda n, text: issue(n, symptom=text),
    "error text": lambda n, text: issue(n, symptom=f"```\n{text}\n```"),
    "fence info": lambda n, text: issue(n, symptom=f"```{text}\nit is seen\n```"),
    "link text": lambda n, text: issue(n, symptom=f"[{text}](https://example.com/)"),
    "link": lambda n, text: issue(n, symptom=f"[x]({text})"),
    "link title": lambda n, text: issue(n, symptom=f"[x](https://example.com/ '{text}')"),
    "reference": lambda n, text: issue(n, symptom=f"[x][y]\n\n[y]: {text}"),
    "image": lambda n, text: issue(n, symptom=f"![x]({text})"),
    "image text": lambda n, text: issue(n, symptom=f"![{text}](pixel.png)"),
    "admonition": lambda n, text: issue(n, symptom=f"> [!NOTE] {text}\n> Seen."),
    "table": lambda n, text: issue(n, symptom=f"| a | b |\n| - | -: |\n| {text} | 1 |"),
    "heading": lambda n, text: issue(n, symptom=f"### {text}\nIt is seen."),
    "code": lambda n, text: issue(n, symptom=f"It says `{text}`."),
    "test": lambda n, text: issue(n, test=f"1. {text}\n\n   `look`"),
    "command": lambda n, text: issue(n, test=f"1. Look\n\n   ```sh\n   {text}\n   ```"),
    "placeholder": lambda n, text: issue(n, fix=f"```sh\nboil {{${text}}}\n```"),
    "rule-out": lambda n, text: issue(n, test=f"1. Look.\n\n   Then it is not this issue {text}."),
    "fix": lambda n, text: issue(n, fix=text),
    "section": lambda n, text: issue(n, fix=f"x\n## {text}\nx"),
}

INPUTS = (
    # markup as text
    *(Input(place, SCRIPT) for place in ("title", "keyword", "cause", "error text", "code")),
    *(Input(place, IMAGE) for place in ("title", "keyword", "cause", "error text", "code")),
    Input("title", "</title><script>ran()</script>"),
    Input("title", "\" onmouseover=\"ran()\" x='"),
    Input("title", "{{ ran() }}{% raw %}"),
    Input("title", "${ran()}`ran()`"),
    Input("title", "&lt;script&gt;ran()&lt;/script&gt;"),
    Input("keyword", "</script><script>ran()</script>"),
    Input("keyword", "'\"><svg onload=ran()>"),
    Input("keyword", "`${ran()}`"),
    Input("cause", '" onclick="ran()'),
    Input("versions", SCRIPT),
    Input("command", "echo '<script>ran()</script>'"),
    Input("command", 'echo "</code></pre><img src=x onerror=ran()>"'),
    Input("placeholder", "<script>ran()</script>"),
    Input("placeholder", 'x" onfocus="ran()'),
    Input("fence info", 'text" onclick="ran()', shown="it is seen"),
    Input("fence info", "<script>ran()</script>", shown="it is seen"),
    Input("error text", "</pre></code><script>ran()</script>"),
    Input("error text", "<!-- <script>ran()</script> -->"),
    Input("error text", "]]></script><script>ran()</script>"),
    Input("link title", '" onmouseover="ran()', shown="x"),
    Input("image text", '" onerror="ran()', shown=" "),
    # markup as markup
    *(
        Input(place, SCRIPT, "BDX033")
        for place in ("prose", "link text", "table", "heading", "test", "rule-out", "fix")
    ),
    Input("admonition", SCRIPT, "BDX033"),
    Input("prose", IMAGE, "BDX033"),
    Input("prose", "<a href='javascript:ran()'>x</a>", "BDX033"),
    Input("prose", "<details ontoggle=ran() open><summary>x</summary></details>", "BDX033"),
    Input("prose", "<kbd onclick=ran()>x</kbd>", "BDX033"),
    Input("prose", "<kbd\nonclick=ran()>x</kbd>", "BDX033"),
    Input("prose", "<svg><style><img src=x onerror=ran()></style></svg>", "BDX033"),
    Input("prose", "<math><mtext><img src=x onerror=ran()></mtext></math>", "BDX033"),
    Input("prose", "<iframe srcdoc='<script>parent.ran()</script>'></iframe>", "BDX033"),
    Input("prose", "<!-- --!><img src=x onerror=ran()> -->", "BDX022"),
    Input("prose", "<![CDATA[<img src=x onerror=ran()>]]>", "BDX033"),
    Input("prose", "<?php echo '<img src=x onerror=ran()>' ?>", "BDX033"),
    Input("prose", "<meta http-equiv=refresh content='0;url=javascript:ran()'>", "BDX033"),
    Input("prose", "<base href='https://example.com/'>", "BDX033"),
    Input("prose", "<style>@import 'https://example.com/x.css';</style>", "BDX033"),
    Input("prose", "<form action='javascript:ran()'><button>x</button></form>", "BDX033"),
    Input("prose", "<br/onclick=ran()>"),
    Input("prose", "<SCRIPT\n>ran()</SCRIPT\n>", "BDX033"),
    Input("fix", "<input autofocus onfocus=ran()>", "BDX033"),
    Input("section", SCRIPT, "BDX033"),
    # addresses
    Input("link", "javascript:ran()", "BDX034"),
    Input("link", "JaVaScRiPt:ran()", "BDX034"),
    Input("link", "java&#115;cript:ran()", "BDX034"),
    Input("link", "&#1;javascript:ran()", "BDX030"),
    Input("link", "java%0ascript:ran()", "BDX030"),
    Input("link", "<java\tscript:ran()>", "BDX030"),
    Input("link", "vbscript:ran()", "BDX034"),
    Input("link", "data:text/html,<script>ran()</script>", "BDX034"),
    Input("link", "//example.com/x", "BDX034"),
    Input("link", "\\\\example.com\\x", "BDX030"),
    Input("link", "../../../etc/passwd", "BDX032"),
    Input("link", "..%2f..%2fetc/passwd", "BDX032"),
    Input("link", "file:///etc/passwd", "BDX034"),
    Input("link", "blob:https://example.com/x", "BDX034"),
    Input("prose", "<javascript:ran()>", "BDX034"),
    Input("reference", "javascript:ran()", "BDX034"),
    Input("image", "javascript:ran()", "BDX034"),
    Input("image", "https://example.com/x.png", "BDX035"),
    Input("image", "data:image/svg+xml,<svg onload=ran()>", "BDX033"),
    Input("image", "x.svg", "BDX030"),
    # front matter
    Input("front matter", "reviewed: !!python/object/apply:os.system [ran]", "BDX008"),
    Input("front matter", "reviewed: &a [*a]", "BDX008"),
    Input("front matter", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", "BDX008"),
    Input("front matter", "__proto__: {ran: 1}", "BDX006"),
    Input("front matter", "template: ../../etc/passwd", "BDX006"),
    Input("front matter", "redirect_from: [../../x.md]", "BDX049"),
    Input("front matter", "redirect_from: ['<script>ran()</script>.md']", "BDX049"),
    Input("front matter", "status: open", "BDX005"),
    Input("front matter", f"reviewed: {SCRIPT}", "BDX013"),
    # names that objects have
    *(
        Input("keyword", name)
        for name in ("__proto__", "constructor", "toString", "hasOwnProperty", "valueOf")
    ),
    Input("cause", "__proto__"),
    Input("placeholder", "__proto__"),
    Input("placeholder", "constructor"),
    # what ends a line or a script early
    Input("keyword", "a\u2028ran()\u2029b"),
    Input("title", "a\u2028ran()"),
    Input("error text", "a\u2028ran()"),
    Input("error text", '\\u2028\\"+ran()+\\"'),
    Input("error text", '"+ran()+"'),
    Input("error text", "'+ran()+'"),
    # what isn't seen, or shows as something else
    Input("command", f"echo {RLO}txt.exe", "BDX053"),
    Input("command", f"rm{ZWSP} -rf x", "BDX053"),
    Input("title", f"safe {RLO}gnp.exe", "BDX053"),
    Input("keyword", f"a{ZWSP}b", "BDX053"),
    Input("prose", "a\x00b", "BDX053"),
    Input("prose", "a\x1b[31mb", "BDX053"),
    Input("code", "\u2066ran\u2069", "BDX053"),
)  # fmt: skip
