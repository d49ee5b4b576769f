#!/usr/bin/python3
"""The cases of test/golden/soup against a reference: html5lib builds the tree, and the text between block elements is what is expected.

  tools/soup.py FILE...            compares what the files expect with the reference; exit 1 where they differ
  tools/soup.py --write FILE...    writes the reference's blocks into the files

The lists below are those of src/read/html/tags.h: elements that part text, and elements whose text is not the page's.
"""
import re, sys
import html5lib

BLOCKS = set("""address article aside blockquote caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table tbody td tfoot th
thead tr ul xmp""".split())
HIDDEN = set("""audio button canvas datalist iframe math noembed noframes noscript object script select style svg template textarea title
video""".split())
SPACE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000\u2028\u2029]+")


def blocks(html):
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html.removeprefix("\ufeff"))
    found, parts = [], []

    def end():
        text = SPACE.sub(" ", "".join(parts)).strip()
        parts.clear()
        if text:
            found.append(text)

    def walk(node):
        tag = node.tag if isinstance(node.tag, str) else None
        tag = tag.rsplit("}", 1)[-1] if tag else None
        if tag in BLOCKS or tag == "br":
            end()
        if tag is not None and tag not in HIDDEN:
            parts.append(node.text or "")
            for child in node:
                walk(child)
                parts.append(child.tail or "")
        if tag in BLOCKS:
            end()

    for child in tree:
        walk(child)
    end()
    return found


def main():
    write = sys.argv[1:2] == ["--write"]
    passed = failed = 0
    for path in sys.argv[1 + write:]:
        cases = open(path, encoding="utf-8", newline="").read().split("\n===\n")
        for i, case in enumerate(cases):
            head, html = case.lstrip("\n").split("\n\n", 1)
            html, _, expected = html.partition("\n---\n")
            want = blocks(html)
            if write:
                cases[i] = "\n".join([head, "", html, "---"] + (want or ["none"])) + ("\n" if i == len(cases) - 1 else "")
            elif [line for line in expected.split("\n") if line] == (want or ["none"]):
                passed += 1
            else:
                failed += 1
                print(f"{path}: {head}\n    reference: {want}")
        if write:
            open(path, "w", encoding="utf-8", newline="").write("\n===\n".join(cases))
    if not write:
        print(f"reference: {passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
