"""What people with bad intentions, broken programs and old files send: a fixed corpus of our own, made in code.

Every script carries `MARK`, so that a page can be searched for it: as text it may stand anywhere, as markup nowhere.
"""

from collections.abc import Iterator
from itertools import product

MARK = "hostilemark"
CALL = f"{MARK}()"

_HANDLERS = (
    "onerror",
    "onload",
    "onclick",
    "onfocus",
    "onmouseover",
    "ontoggle",
    "onbegin",
    "onpointerenter",
)
_TAGS = (
    "img src=x",
    "svg",
    "details open",
    "input autofocus",
    "video src=x",
    "body",
    "marquee",
    "iframe",
    "a href=#",
    "button",
)
_BREAKS = ("", '">', "'>", "</textarea>", "</title>", "-->", "</script>", "]]>")
_SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "java\nscript:",
    "\x01javascript:",
    " javascript:",
    "javascript&colon;",
    "&#106;avascript:",
    "vbscript:",
    "data:text/html,<script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "view-source:javascript:",
)


def scripts() -> list[str]:
    """200 strings that run a script where a page takes them as markup, in one place or another."""
    return list(dict.fromkeys(_scripts()))[:200]


def _scripts() -> Iterator[str]:
    yield from (f"{before}<script>{CALL}</script>" for before in _BREAKS)
    yield from (
        f"{before}<{tag} {_HANDLERS[n % 8]}={CALL}>"
        for n, (before, tag) in enumerate(product(_BREAKS, _TAGS))
    )
    yield from (
        f"{quote} {handler}={CALL} autofocus x={quote}" for quote, handler in product("\"'", _HANDLERS)
    )
    yield from (f"{scheme}{CALL}" for scheme in _SCHEMES)
    yield from (f"[{MARK}]({scheme}{CALL})" for scheme in _SCHEMES)
    yield from (f'<a href="{scheme}{CALL}">{MARK}</a>' for scheme in _SCHEMES)
    yield from (
        f"<{letters}>{CALL}</{letters}>"
        for letters in ("ScRiPt", "SCRIPT", "script\n", "script/x", "script\t")
    )
    yield from (f"<{tag} style=background:url({CALL})>" for tag in ("b", "div", "table", "p"))
    yield from (f"<{tag} srcdoc='<script>{CALL}</script>'>" for tag in ("iframe", "iframe sandbox"))
    yield from (
        f"<{tag}>{CALL}</{tag}>" for tag in ("style", "noscript", "template", "math", "xmp", "plaintext")
    )
    yield from (
        f"<form action=/{MARK}>",
        f"<base href=//{MARK}.example>",
        f"<link rel=stylesheet href=//{MARK}.example>",
    )
    yield from (
        f"<meta http-equiv=refresh content='0;url=//{MARK}.example'>",
        f"<object data=//{MARK}.example>",
    )
    yield from (
        f"<embed src=//{MARK}.example>",
        f"<button formaction=javascript:{CALL}>",
        f"<{MARK}>",
        f"<!--{MARK}-->",
    )
    yield from (f"{{{{ {CALL} }}}}", f"{{% debug %}}{MARK}", f"${{{CALL}}}", f"#{{{CALL}}}", f"<%= {CALL} %>")
    yield from (
        f"\\u003cscript\\u003e{CALL}",
        f"%3Cscript%3E{CALL}",
        f"&lt;script&gt;{CALL}",
        f"＜script＞{CALL}",
    )
    yield from (
        f"<svg><animate attributeName=href values=javascript:{CALL}>",
        f"<svg><use href=data:x,{CALL}>",
    )
    yield from (
        f"<img src=`x`onerror={CALL}>",
        f"<img/src=x/onerror={CALL}>",
        f"<img\x0csrc=x\x0conerror={CALL}>",
    )
    yield from (
        f"<svg><script>{CALL}</script></svg>",
        f"<math href=javascript:{CALL}>x",
        f"<a ping=//{MARK}.example>x",
    )
    yield from (f"**<img src=x onerror={CALL}>**", f'![{MARK}](x" onerror="{CALL})', f"<{MARK}@x.example>")
    yield from (
        f"<img src=x onerror={CALL}//",
        f"<<script>{CALL}//<</script>",
        f"<scr<script>ipt>{CALL}</script>",
    )
    yield from (f"<input value=x {handler}={CALL}>" for handler in _HANDLERS)
    yield from (f"<select {handler}={CALL}><option>x" for handler in _HANDLERS)


_SPACES = (" ", "\u00a0", "\t", "\n", "\r\n", "\u200b", "\ufeff", "\u3000", "\u2007", "\x00")
_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "−", "|")


def formulas() -> list[str]:
    """40 cells from which a spreadsheet would calculate: plain, after something that it skips, and after a split."""
    plain = [f"{sign}cmd|' /C calc'!A0" for sign in _SIGNS]
    hidden = [f'{space}=HYPERLINK("//{MARK}.example")' for space in _SPACES]
    split = [
        f"Ada{sign}=1+{MARK}" for sign in (";", ",", "\t", "\n", '"', ";\u00a0", ', "', "\u2028", "\v", '";')
    ]
    double = [f"{space}{sign}1+{MARK}" for space, sign in zip(_SPACES, _SIGNS, strict=True)]
    return plain + hidden + split + double


def texts() -> list[str]:
    """Texts that are no attack by themselves and still break what did not expect them."""
    return [
        "",
        " ",
        "\x00",
        "a\x00b",
        "\x1f\x7f\x85",
        "\u202etxt.exe",
        "\u2066\u2067\u2068",
        "\ud800",
        "a\udfffb",
        "\ufffe\uffff",
        "e" + "\u0301" * 500,
        "👩‍👩‍👧‍👦" * 50,
        "\u0627\u0644\u0639" * 100,
        "İıſK",
        "ﷺ" * 40,
        "\U000e0001\U000e007f",
        "😀\ufe0f",
        "\ufeff",
        "null",
        "None",
        "undefined",
        "NaN",
        "-Infinity",
        "true",
        "[]",
        "{}",
        "__class__",
        "constructor",
        "../../../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "%00",
        "%0d%0aSet-Cookie: x=1",
        "a\r\nBcc: everybody@example.org",
        "' OR 1=1 --",
        "'; DROP TABLE x; --",
        "%s%s%n",
        "%(x)s",
        "{0.__class__}",
        "\\",
        '"',
        "'",
        "`",
        "$(id)",
        "(" * 3000,
        "[" * 3000 + "]" * 3000,
        "a" * 70_000,
        "ꙮ" * 9_000,
        "\n" * 5_000,
        "ab " * 20_000,
        "*" * 5_000,
        "http://",
        "https://[::1",
        "https://x:99999999/",
        "//evil.example",
        "mailto:",
        "x@" + "y" * 300,
        "@",
        "a@b",
        "@".join("abc"),
        "+44" + "7" * 40,
        "٠١٢٣٤٥٦٧٨٩",
        "१२३",
        "²³",
        "Ⅷ",
        "½",
        "0x10",
        "1e999",
        "-1",
        "-0",
        "0",
        "1_000",
        "00000000000",
        "９９９",
        "1,5",
        "1.5.5",
        "9" * 400,
        str(2**31),
        str(2**63),
        str(-(2**63) - 1),
        str(10**30),
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2026-02-31",
        "2026-13-01",
        "31/02/2026",
        "2026-03-29T01:30",
        "2026-W01-1",
        "24:00",
        "99:99",
        "-1:00",
        "1/1/1",
        "2026-06-01T00:00:00+99:99",
        "0",
        "2026-1-1",
        "tomorrow",
        "12.5.26",
        "=" * 10,
        "\t=1",
        "&" * 1000,
        "&amp;lt;",
        "<",
        ">",
        "<>",
        "\u2028\u2029",
        "ß" * 300,
        "\u0130" * 300,
        "-" * 255,
        "a-b_c",
        "A" * 256,
    ]


def numbers() -> list[str]:
    """What stands in an address where a number is expected, as far as the address admits it."""
    return ["0", "999999999", str(2**31), str(2**63), str(2**64), "9" * 40, "0" * 30 + "1", "9" * 900]


def names() -> list[str]:
    """What stands in an address where a name or a code is expected."""
    return [
        "x" * 500,
        "-",
        "--",
        "_",
        "0",
        "null",
        "NUL",
        "CON",
        "..",
        "%2e%2e",
        "a%00b",
        "%ff",
        "%u0041",
        "é",
        "%E2%80%AE",
        "%0d%0aX: 1",
        "'\"",
        "%3Cscript%3E" + MARK,
        "{{7}}",
        "%25s",
        "admin",
        "new",
        "1e9",
        "-1",
        "aaaa-bbbb",
        "a:b:c",
        "a.b.c",
        "IiIi:x:y",
        "=1",
        "~",
    ]


def targets() -> list[str]:
    """30 addresses that lead a server where it must not go; each with a reason in `fetching`."""
    return [
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://0/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://017700000001/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00::1]/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://172.16.0.1/",
        "https://metadata/",
        "https://user:pw@example.org/",
        "https://example.org:22/",
        "https://example.org:8080/",
        "https://exa mple.org/",
        "https://example.org\\@127.0.0.1/",
        "https://example.org\r\nHost: x/",
        "//127.0.0.1/",
        "https://",
        "https://example.org.127.0.0.1/",
        "https://１２７.0.0.1/",
    ]
