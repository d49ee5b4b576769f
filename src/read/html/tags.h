/* tags: the elements that HTML knows, what each does to the text around it, and the attributes that are looked at. */
#ifndef ISN_READ_HTML_TAGS_H
#define ISN_READ_HTML_TAGS_H

#include "isnad.h"

#define HTML_TAGS(X) \
  X(A, "a", IS_FORMAT) \
  X(ABBR, "abbr", 0) \
  X(ADDRESS, "address", IS_BLOCK) \
  X(APPLET, "applet", IS_SCOPE) \
  X(AREA, "area", IS_VOID) \
  X(ARTICLE, "article", IS_BLOCK) \
  X(ASIDE, "aside", IS_BLOCK) \
  X(AUDIO, "audio", IS_HIDDEN) \
  X(B, "b", IS_FORMAT) \
  X(BASE, "base", IS_VOID) \
  X(BASEFONT, "basefont", IS_VOID) \
  X(BGSOUND, "bgsound", IS_VOID) \
  X(BIG, "big", IS_FORMAT) \
  X(BLOCKQUOTE, "blockquote", IS_BLOCK) \
  X(BODY, "body", 0) \
  X(BR, "br", IS_VOID) \
  X(BUTTON, "button", IS_HIDDEN) \
  X(CANVAS, "canvas", IS_HIDDEN) \
  X(CAPTION, "caption", IS_TABLE | IS_SCOPE) \
  X(CENTER, "center", IS_BLOCK) \
  X(CODE, "code", IS_FORMAT) \
  X(COL, "col", IS_VOID | IS_TABLE) \
  X(COLGROUP, "colgroup", IS_TABLE) \
  X(DATALIST, "datalist", IS_HIDDEN) \
  X(DD, "dd", IS_BLOCK) \
  X(DETAILS, "details", IS_BLOCK) \
  X(DIALOG, "dialog", IS_BLOCK) \
  X(DIR, "dir", IS_BLOCK) \
  X(DIV, "div", IS_BLOCK) \
  X(DL, "dl", IS_BLOCK) \
  X(DT, "dt", IS_BLOCK) \
  X(EM, "em", IS_FORMAT) \
  X(EMBED, "embed", IS_VOID) \
  X(FIELDSET, "fieldset", IS_BLOCK) \
  X(FIGCAPTION, "figcaption", IS_BLOCK) \
  X(FIGURE, "figure", IS_BLOCK) \
  X(FONT, "font", IS_FORMAT) \
  X(FOOTER, "footer", IS_BLOCK) \
  X(FORM, "form", IS_BLOCK) \
  X(FRAME, "frame", IS_VOID) \
  X(FRAMESET, "frameset", 0) \
  X(H1, "h1", IS_BLOCK | IS_HEADING) \
  X(H2, "h2", IS_BLOCK | IS_HEADING) \
  X(H3, "h3", IS_BLOCK | IS_HEADING) \
  X(H4, "h4", IS_BLOCK | IS_HEADING) \
  X(H5, "h5", IS_BLOCK | IS_HEADING) \
  X(H6, "h6", IS_BLOCK | IS_HEADING) \
  X(HEAD, "head", 0) \
  X(HEADER, "header", IS_BLOCK) \
  X(HGROUP, "hgroup", IS_BLOCK) \
  X(HR, "hr", IS_VOID | IS_BLOCK) \
  X(HTML, "html", 0) \
  X(I, "i", IS_FORMAT) \
  X(IFRAME, "iframe", IS_RAW) \
  X(IMAGE, "image", IS_VOID) \
  X(IMG, "img", IS_VOID) \
  X(INPUT, "input", IS_VOID) \
  X(KEYGEN, "keygen", IS_VOID) \
  X(LI, "li", IS_BLOCK) \
  X(LINK, "link", IS_VOID) \
  X(LISTING, "listing", IS_BLOCK) \
  X(MAIN, "main", IS_BLOCK) \
  X(MARQUEE, "marquee", IS_SCOPE) \
  X(MATH, "math", IS_FOREIGN | IS_HIDDEN) \
  X(MENU, "menu", IS_BLOCK) \
  X(META, "meta", IS_VOID) \
  X(NAV, "nav", IS_BLOCK) \
  X(NOBR, "nobr", IS_FORMAT) \
  X(NOEMBED, "noembed", IS_RAW) \
  X(NOFRAMES, "noframes", IS_RAW) \
  X(NOSCRIPT, "noscript", IS_HIDDEN) \
  X(OBJECT, "object", IS_SCOPE | IS_HIDDEN) \
  X(OL, "ol", IS_BLOCK) \
  X(OPTGROUP, "optgroup", 0) \
  X(OPTION, "option", 0) \
  X(P, "p", IS_BLOCK) \
  X(PARAM, "param", IS_VOID) \
  X(PLAINTEXT, "plaintext", IS_BLOCK) \
  X(PRE, "pre", IS_BLOCK) \
  X(S, "s", IS_FORMAT) \
  X(SCRIPT, "script", IS_RAW) \
  X(SEARCH, "search", IS_BLOCK) \
  X(SECTION, "section", IS_BLOCK) \
  X(SELECT, "select", IS_HIDDEN) \
  X(SMALL, "small", IS_FORMAT) \
  X(SOURCE, "source", IS_VOID) \
  X(SPAN, "span", 0) \
  X(STRIKE, "strike", IS_FORMAT) \
  X(STRONG, "strong", IS_FORMAT) \
  X(STYLE, "style", IS_RAW) \
  X(SUMMARY, "summary", IS_BLOCK) \
  X(SVG, "svg", IS_FOREIGN | IS_HIDDEN) \
  X(TABLE, "table", IS_BLOCK | IS_SCOPE) \
  X(TBODY, "tbody", IS_TABLE) \
  X(TD, "td", IS_TABLE | IS_SCOPE) \
  X(TEMPLATE, "template", IS_SCOPE | IS_HIDDEN) \
  X(TEXTAREA, "textarea", IS_RAW | IS_RCDATA) \
  X(TFOOT, "tfoot", IS_TABLE) \
  X(TH, "th", IS_TABLE | IS_SCOPE) \
  X(THEAD, "thead", IS_TABLE) \
  X(TIME, "time", 0) \
  X(TITLE, "title", IS_RAW | IS_RCDATA) \
  X(TR, "tr", IS_TABLE) \
  X(TRACK, "track", IS_VOID) \
  X(TT, "tt", IS_FORMAT) \
  X(U, "u", IS_FORMAT) \
  X(UL, "ul", IS_BLOCK) \
  X(VIDEO, "video", IS_HIDDEN) \
  X(WBR, "wbr", IS_VOID) \
  X(XMP, "xmp", IS_RAW | IS_BLOCK)

enum html_tag {
  TAG_OTHER,
#define X(name, text, traits) TAG_##name,
  HTML_TAGS(X)
#undef X
  TAG_COUNT
};

enum html_trait {
  IS_BLOCK = 1,    /* parts text and closes an open p */
  IS_VOID = 2,     /* has no content and no end tag */
  IS_RAW = 4,      /* its content is no markup */
  IS_RCDATA = 8,   /* raw, but with entities */
  IS_HEADING = 16,
  IS_FORMAT = 32,  /* may overlap others: only its being open counts */
  IS_TABLE = 64,   /* a part of a table: parts text */
  IS_SCOPE = 128,  /* end tags of what is outside do not reach in */
  IS_FOREIGN = 256,
  IS_HIDDEN = 512  /* its text is not the page's */
};

#define HTML_ATTRS(X) \
  X(ALT, "alt") X(ARIA_HIDDEN, "aria-hidden") X(CHARSET, "charset") X(CLASS, "class") X(CONTENT, "content") X(DATETIME, "datetime") \
  X(DIR, "dir") X(HIDDEN, "hidden") X(HREF, "href") X(HTTP_EQUIV, "http-equiv") X(ID, "id") X(ITEMPROP, "itemprop") X(LANG, "lang") \
  X(NAME, "name") X(PROPERTY, "property") X(REL, "rel") X(ROLE, "role") X(SRC, "src") X(STYLE, "style") X(TITLE, "title") X(TYPE, "type")

enum html_attr {
#define X(name, text) ATTR_##name,
  HTML_ATTRS(X)
#undef X
  ATTR_COUNT
};

/* The tag or attribute of a name, in any case; TAG_OTHER and ATTR_COUNT for those not listed. */
enum html_tag isn_html_tag_of(isnad_str name);
enum html_attr isn_html_attr_of(isnad_str name);
/* The traits of a tag (enum html_trait). */
unsigned isn_html_traits(enum html_tag);

#endif
