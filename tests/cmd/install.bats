#!/usr/bin/env bats
# make install and uninstall, into a stage.
load helper

prepare() {
	STAGE="$BATS_TEST_TMPDIR/stage"
	SHARED="$STAGE/usr/local/share/cb"
	mkdir tree
	(cd "$CB_TREE" && git -c core.quotepath=off ls-files share) | (cd "$CB_TREE" && tar -cf - -T -) | tar -xf - -C tree
	(cd tree && git init -q && git add share)
}

put() {
	cb_run tree/share/install-share put "$SHARED"
}

@test "what git tracks is installed, never what else lies about" {
	echo secret >tree/share/examples/city.db
	echo note >tree/share/rules/rules.csv.bak
	put
	want 0
	(cd tree/share && git -c core.quotepath=off ls-files rules templates examples) | sort >wanted
	(cd "$SHARED" && find . -type f ! -name .installed | sed 's|^./||') | sort | diff wanted -
}

@test "a user's files and edited rules survive an upgrade and uninstalling; the new rules lie beside, said" {
	put
	echo mine >"$SHARED/examples/city.db"
	echo 'own,rank.places,,,,,1,,,,,' >>"$SHARED/rules/rules.csv"
	cp "$SHARED/rules/rules.csv" edited.csv
	echo '# next' >>tree/share/templates/work.md
	echo 'next,rank.places,next,,,,1,,,,,' >>tree/share/rules/rules.csv
	put
	want 0
	has err "rules.csv has been edited and stays; the new one is $SHARED/rules/rules.csv.new"
	diff edited.csv "$SHARED/rules/rules.csv"
	diff tree/share/rules/rules.csv "$SHARED/rules/rules.csv.new"
	diff tree/share/templates/work.md "$SHARED/templates/work.md" # nobody had edited it
	put # once more: still the user's
	diff edited.csv "$SHARED/rules/rules.csv"
	cb_run tree/share/install-share remove "$SHARED"
	want 0
	[ "$(cd "$SHARED" && find . -type f | sort | paste -sd' ')" = './examples/city.db ./rules/rules.csv' ]
}

@test "make install and uninstall leave a stage with a user's files as they were" {
	cb_run make -C "$CB_TREE" BUILD="$BUILD" DESTDIR="$STAGE" install
	want 0
	"$STAGE/usr/local/bin/cb-import" --version
	echo mine >"$SHARED/city.db"
	cb_run make -C "$CB_TREE" BUILD="$BUILD" DESTDIR="$STAGE" uninstall
	want 0
	[ "$(cd "$STAGE" && find . -type f)" = ./usr/local/share/cb/city.db ]
}
