# cb: programs in $(BUILD)/bin, objects out of the tree in $(BUILD). `make help` lists the verbs.
#
# Knobs: make V=1 BUILD=/tmp/b CC=clang DEV=1 PREFIX=/usr DESTDIR=/tmp/stage
BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
CFLAGS  ?= -O2 -g
AR      ?= ar
DEV     ?=
SAN     ?=
CORPUS  ?=
SEED    ?=
V       ?=
Q       := $(if $(V),,@)

ifeq ($(origin CC),default)
CC = gcc
endif

VERSION := $(shell sed -n 's/^.define CB_VERSION "\(.*\)"/\1/p' include/cb/cli/app.h)

# What is built: found, not listed, so that no list can drift.
LIB_SRC  := $(wildcard libcore/*/*.c libcore/*/*/*.c)
CMD_SRC  := $(wildcard cmd/cb-*.c)
UNIT_SRC := $(wildcard tests/unit/test_*.c)
LIB_OBJ  := $(LIB_SRC:%.c=$(BUILD)/obj/%.o)
LIB      := $(BUILD)/libcore.a
PROGRAMS := $(CMD_SRC:cmd/%.c=$(BUILD)/bin/%)
TEMPLATE := $(BUILD)/tests/cb-template
MAKE_XLS := $(BUILD)/tests/make-xls $(BUILD)/tests/make-locked
PRELOADS := $(patsubst tests/faults/preload/%.c,$(BUILD)/tests/%.so,$(wildcard tests/faults/preload/*.c))
TRIALS   := $(addprefix $(BUILD)/tests/,race tries flip replay)
UNITS    := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/tests/%)
PAGES    := $(patsubst man/%,%,$(wildcard man/*.[1-8] man/zh_CN/*.[1-8]))
LOOKERS  := $(patsubst tests/look/%.c,$(BUILD)/tests/look_%,$(wildcard tests/look/*.c))
FUZZERS  := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/%,$(wildcard tests/fuzz/fuzz_*.c))

# What it is built with.
PKGS      := sqlite3 libutf8proc nettle expat md4c
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null || \
                echo -lsqlite3 -lutf8proc -lnettle -lexpat -lmd4c) -lcsv -lm -pthread
WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
        -Wpointer-arith -Wwrite-strings -Wformat=2 -Wvla -Wundef
HARDEN := -fstack-protector-strong -fPIE
HARDEN_LD := -pie -Wl,-z,relro -Wl,-z,now -Wl,--as-needed
ifeq ($(SAN),)
HARDEN += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-clash-protection
else
HARDEN += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
HARDEN_LD += -fsanitize=address,undefined
endif
ifneq ($(DEV),)
WARN += -Werror
endif
STD      := -std=c17 -D_POSIX_C_SOURCE=200809L -Iinclude
BANNED   := -include cb/base/banned.h
COMPILE   = $(CC) $(STD) $(CPPFLAGS) $(PKG_CFLAGS) $(WARN) $(HARDEN) $(CFLAGS) -MMD -MP
LINK      = $(CC) $(HARDEN) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS)

all: $(PROGRAMS) $(TEMPLATE) $(MAKE_XLS) $(PRELOADS) $(TRIALS) $(BUILD)/share/cb $(PAGES:%=$(BUILD)/man/%)

# gcc -O2 does not vectorise the loop that checks UTF-8; -O3 makes it three times as fast.
$(BUILD)/obj/libcore/base/utf8_check.o: CFLAGS += -O3

# Loaded when it is needed, by the name that the linker would have taken down. That is asked when it is compiled: in
# `make deps demo` the library is not there before.
ZIP_FILE = $(shell objdump -p $$($(CC) -print-file-name=libzip.so) | sed -n 's/^ *SONAME *//p')
$(BUILD)/obj/libcore/data/zip.o: CPPFLAGS += -DCB_ZIP_FILE='"$(ZIP_FILE)"' $(shell pkg-config --cflags libzip)

# Files are made in a folder that may be entered and not read, too: O_PATH is Linux's.
$(BUILD)/obj/libcore/data/file.o: CPPFLAGS += -D_GNU_SOURCE
$(BUILD)/obj/libcore/data/text/text_share.o: CPPFLAGS += -D_GNU_SOURCE
$(BUILD)/obj/libcore/data/store/store_forget.o: CPPFLAGS += -D_XOPEN_SOURCE=700

$(BUILD)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  CC   $<"
	$(Q)$(COMPILE) $(BANNED) -c -o $@ $<

$(BUILD)/obj/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	@echo "  CC   $<"
	$(Q)$(COMPILE) -c -o $@ $<

# Made anew, so that no object of a removed file stays in it; q, for r would keep only one of two text.o.
$(LIB): $(LIB_OBJ)
	@rm -f $@
	$(Q)$(AR) qcs $@ $(LIB_OBJ)

$(BUILD)/bin/%: $(BUILD)/obj/cmd/%.o $(LIB)
	@mkdir -p $(@D)
	@echo "  LINK $@"
	$(Q)$(LINK) -o $@ $< $(LIB) $(PKG_LIBS)

$(TEMPLATE): $(BUILD)/obj/cmd/TEMPLATE.o $(LIB)
	@mkdir -p $(@D)
	@echo "  LINK $@"
	$(Q)$(LINK) -o $@ $< $(LIB) $(PKG_LIBS)

# .xls and encrypted files for the tests of commands.
$(BUILD)/tests/make-%: $(BUILD)/obj/tests/cmd/make_%.o $(LIB)
	@mkdir -p $(@D)
	@echo "  LINK $@"
	$(Q)$(LINK) -o $@ $< $(LIB) $(PKG_LIBS)

# What fails, stops or records the calls of a program that it is loaded into, and what tries one thousands of times.
$(BUILD)/tests/%.so: tests/faults/preload/%.c tests/faults/step.h
	@mkdir -p $(@D)
	@echo "  LINK $@"
	$(Q)$(CC) -O1 -shared -fPIC -o $@ $< -ldl
$(BUILD)/obj/tests/faults/%.o: CPPFLAGS += -D_GNU_SOURCE
$(TRIALS): $(BUILD)/tests/%: $(BUILD)/obj/tests/faults/%.o $(BUILD)/obj/tests/faults/trial.o
	@mkdir -p $(@D)
	@echo "  LINK $@"
	$(Q)$(LINK) -o $@ $^ -lsqlite3

$(BUILD)/tests/test_%: $(BUILD)/obj/tests/unit/test_%.o $(LIB)
	@mkdir -p $(@D)
	@echo "  LINK $@"
	$(Q)$(LINK) -o $@ $< $(LIB) $(PKG_LIBS) -lcmocka -lfreexl -lzip

# With LIBFUZZER=1 and clang libFuzzer drives them, else drive.c.
FUZZ_MAIN := $(if $(LIBFUZZER),,$(BUILD)/obj/tests/fuzz/drive.o)
$(BUILD)/tests/fuzz_%: $(BUILD)/obj/tests/fuzz/fuzz_%.o $(BUILD)/obj/tests/fuzz/input.o $(FUZZ_MAIN) $(LIB)
	@mkdir -p $(@D)
	@echo "  LINK $@"
	$(Q)$(LINK) $(if $(LIBFUZZER),-fsanitize=fuzzer) -o $@ $(filter %.o,$^) $(LIB) $(PKG_LIBS) -lzip

# Draws what it reads by itself.
DRAWN := $(BUILD)/tests/drawn_sheets
$(DRAWN): $(BUILD)/obj/tests/fuzz/drawn_sheets.o $(LIB)
	@mkdir -p $(@D)
	@echo "  LINK $@"
	$(Q)$(LINK) -o $@ $< $(LIB) $(PKG_LIBS) -lzip

$(BUILD)/fuzz/database/city.db: tests/fuzz/seeds $(PROGRAMS) $(MAKE_XLS) $(BUILD)/share/cb
	@CB_TREE="$(CURDIR)" BUILD="$(abspath $(BUILD))" $<
fuzz-seeds: $(BUILD)/fuzz/database/city.db

$(BUILD)/tests/look_%: $(BUILD)/obj/tests/look/%.o $(LIB)
	@mkdir -p $(@D)
	@echo "  LINK $@"
	$(Q)$(LINK) -o $@ $< $(LIB) $(PKG_LIBS)

# Pages with what the tables of the code say filled in.
$(BUILD)/generate: $(BUILD)/obj/man/generate.o $(LIB)
	@echo "  LINK $@"
	$(Q)$(LINK) -o $@ $< $(LIB) $(PKG_LIBS)

$(BUILD)/man/%: man/% $(BUILD)/generate
	@mkdir -p $(@D)
	$(Q)$(BUILD)/generate $(if $(findstring zh_CN,$*),zh,en) <$< >$@.tmp && mv $@.tmp $@

# A program finds its data in ../share/cb beside its bin/: here a link to the tree's own share/.
$(BUILD)/share/cb:
	@mkdir -p $(@D)
	ln -sfn $(CURDIR)/share $@

.SECONDARY:
# What each object includes, whoever it belongs to.
-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

# ---- verbs

# What the build and the tests need; `deps-lint` and `deps-look` add what those verbs need.
DEPS      := gcc libc6-dev make pkg-config libcsv-dev libsqlite3-dev libutf8proc-dev nettle-dev \
             libzip-dev libexpat1-dev libmd4c-dev
DEPS_TEST := libcmocka-dev libfreexl-dev libxlsxwriter-dev bats mandoc jq sqlite3 mawk miller hledger ledger xlsx2csv zip unzip locales git python3-icalendar parallel openssh-server
DEPS_LINT := clang libclang-rt-14-dev clang-format clang-tools cppcheck shellcheck
DEPS_LOOK := libreoffice-writer-nogui libreoffice-calc-nogui chromium poppler-utils fonts-noto-cjk fonts-liberation openssl
deps:
	@sh tests/deps $(DEPS) $(DEPS_TEST)
deps-lint:
	@sh tests/deps $(DEPS_LINT)

deps-look:
	@sh tests/deps $(DEPS_LOOK)

units: $(UNITS) $(FUZZERS) $(DRAWN) $(LOOKERS) fuzz-seeds

demo: all
	@sh share/examples/demo.sh $(BUILD)/bin $(BUILD)/demo

TEST = BUILD="$(abspath $(BUILD))" SAN="$(SAN)" tests/run
check: all units
	@$(TEST) unit cmd docs oracle faults fuzz
check-unit: all units
	@$(TEST) unit
check-cmd: all
	@$(TEST) cmd
check-docs: all
	@$(TEST) docs
# Every writing verb beside every other, for long.
races: all
	@EVERY=1 ROUNDS=20 $(TEST) tests/faults/races.bats
# Each allocation and read failed, a thousand bits turned, many losses of power: for a night.
faults-long: all
	@EVERY=1 ROUNDS=20 STARVE=1000000 FLIPS=1000 LOSSES=20 $(TEST) faults
check-look: all $(LOOKERS)
	@$(TEST) look
check-asan:
	@$(MAKE) BUILD=$(BUILD)/asan SAN=1 CFLAGS="-O1 -g" check-san
check-san: all units
	@$(TEST) unit cmd faults

format:
	clang-format -i $(shell find libcore include cmd tests -name '*.[ch]')
lint:
	@BUILD="$(abspath $(BUILD))" MAKE="$(MAKE)" tests/lint
bench: all
	@BUILD="$(abspath $(BUILD))" tests/bench/run
# What a row costs of up to 50 million: an hour.
bench-scale: all
	@BUILD="$(abspath $(BUILD))" tests/bench/scale.sh
corpus: all
	@BUILD="$(abspath $(BUILD))" CORPUS="$(CORPUS)" tests/corpus/run
mutants:
	@tests/mutants $(or $(N),60) $(or $(SEED),1)
fuzz: $(FUZZERS) $(DRAWN) fuzz-seeds
	@for f in $(FUZZERS) $(DRAWN); do BUILD="$(abspath $(BUILD))" $$f $(SEED) || exit 1; done
# The same targets, driven by what they cover: FUZZ_SECONDS each, hours by hand.
FUZZ_SECONDS ?= 10
FUZZ_BUILD   := $(abspath $(BUILD))/libfuzzer
fuzz-coverage: fuzz-seeds
	@$(MAKE) BUILD=$(FUZZ_BUILD) CC=clang SAN=1 LIBFUZZER=1 CFLAGS="-O1 -g -fsanitize=fuzzer-no-link" fuzzers
	@CB_TREE="$(CURDIR)" BUILD="$(abspath $(BUILD))" tests/fuzz/run $(FUZZ_SECONDS) $(FUZZERS:$(BUILD)/%=$(FUZZ_BUILD)/%)
fuzzers: $(FUZZERS)

# uninstall removes what install put there, and no file of anybody else (share/install-share).
BINDIR := $(DESTDIR)$(PREFIX)/bin
SHARE  := $(DESTDIR)$(PREFIX)/share/cb
MANDIR := $(DESTDIR)$(PREFIX)/share/man
COMPDIR := $(DESTDIR)$(PREFIX)/share/bash-completion/completions
man_target = $(MANDIR)/$(dir $(1))man$(patsubst .%,%,$(suffix $(1)))/$(notdir $(1))

install: all
	$(foreach p,$(PROGRAMS),install -D -m 0755 $(p) $(BINDIR)/$(notdir $(p)) &&) true
	share/install-share put $(SHARE)
	$(foreach f,$(PAGES),install -D -m 0644 $(BUILD)/man/$(f) $(call man_target,$(f)) &&) true
	$(foreach p,$(PROGRAMS),install -D -m 0644 share/completions/cb.bash $(COMPDIR)/$(notdir $(p)) &&) true
uninstall:
	rm -f $(foreach p,$(PROGRAMS),$(BINDIR)/$(notdir $(p)) $(COMPDIR)/$(notdir $(p)))
	rm -f $(foreach f,$(PAGES),$(call man_target,$(f)))
	share/install-share remove $(SHARE)

dist:
	@mkdir -p $(BUILD)
	git archive --prefix=cb-$(VERSION)/ -o $(BUILD)/cb-$(VERSION).tar.gz HEAD
clean:
	rm -rf $(BUILD)
help:
	@echo 'make all demo · deps deps-lint format · check check-unit check-cmd check-docs check-asan lint ·'
	@echo '     bench bench-scale corpus fuzz fuzz-coverage races faults-long mutants · install uninstall dist clean; knobs: V=1 BUILD CC CFLAGS DEV=1 SAN=1 PREFIX DESTDIR CORPUS SEED SHEETS FUZZ_SECONDS'

.PHONY: all deps deps-lint deps-look check-look units demo check check-unit check-cmd check-docs check-asan check-san lint format bench bench-scale corpus \
	fuzz fuzz-seeds fuzz-coverage fuzzers races faults-long mutants install uninstall dist clean help
