#!/usr/bin/env bats
# Workbooks encrypted with the password that Excel and WPS try unasked are read; any other password keeps them shut
# (data/book/unlock.h). make-locked encrypts by its own code.
load helper
load books

PLAIN=$'社区,指标,得分,备注\n西街社区,卫生,90,007\n南塘社区,卫生,98.6,一\n'

prepare() {
	cat >book <<-'END'
		sheet 得分
		row 社区|指标|得分|备注
		row 西街社区|卫生|n:90|s:007
		row 南塘社区|卫生|n:98.6|一
		sheet 其他
		row 第二张
	END
	make_book xlsx plain.xlsx <book
	make-xls --bare <book >plain.bare
}

# is_read FILE: its two sheets
is_read() {
	cb_run cb-import cells "$1"
	want 0
	same err ''
	same out "$PLAIN"
	cb_run cb-import cells --sheet 其他 "$1"
	same out $'第二张\n'
}

# is_shut FILE
is_shut() {
	cb_run cb-import cells "$1"
	want 3
	same out ''
	same err "cb-import: $1: error E120: 文件已加密;请打开后取消密码,重新保存
"
}

@test "xls: XOR, RC4, CryptoAPI of 128 and of 40 bits; another password stays shut" {
	local method
	for method in xor rc4 cryptoapi cryptoapi40; do
		make-locked "$method" <plain.bare >in.xls
		is_read in.xls
	done
	for method in rc4 cryptoapi cryptoapi40; do
		make-locked "$method" 1234 <plain.bare >in.xls
		is_shut in.xls
	done
	make-locked xor <plain.bare | LC_ALL=C sed 's/\x59\xB3/\x58\xB3/' >in.xls
	is_shut in.xls
}

@test "xls: blocks of 1024 bytes, each with a key of its own, and records across them" {
	{
		printf 'sheet 得分\nrow 社区|指标|得分\n'
		for i in $(seq 200); do printf 'row 第%s社区|卫生|n:%s|%0*d\n' "$i" "$i" "$i" 0; done
	} >book
	make-xls <book >plain.xls
	make-xls --bare <book >plain.bare
	cb-import cells plain.xls >wanted
	for method in xor rc4 cryptoapi; do
		make-locked "$method" <plain.bare >in.xls
		cb_run cb-import cells in.xls
		want 0
		cmp stdout wanted
	done
}

@test "xlsx: standard and agile, every digest; another password stays shut" {
	local method
	for method in standard agile-sha1 agile-sha256 agile-sha384 agile-sha512; do
		make-locked "$method" <plain.xlsx >in.xlsx
		is_read in.xlsx
		make-locked "$method" 1234 <plain.xlsx >in.xlsx
		is_shut in.xlsx
	done
}

@test "from a pipe, and by the registers" {
	make-locked agile-sha512 <plain.xlsx >in.xlsx
	cb_run sh -c 'cat in.xlsx | cb-import cells -'
	want 0
	same out "$PLAIN"
	cb_run cb-import -p 2026-07 score in.xlsx
	want 0
	has out '2026-07,西街社区,卫生,90,007'
}

@test "a million rounds at most" {
	make-locked agile-sha1 VelvetSweatshop 1000001 <plain.xlsx >in.xlsx
	is_shut in.xlsx
	sed 's/spinCount="1000001"/spinCount="9999999999"/' in.xlsx >many.xlsx
	cb_run sh -c 'ulimit -t 5 && exec cb-import cells many.xlsx'
	want 3
	has err E120
}

@test "a package that was changed behind the password is damaged" {
	make-locked agile-sha512 <plain.xlsx >in.xlsx
	cp in.xlsx changed.xlsx
	# a byte within the package, which begins behind the small stream of how it is encrypted or in it
	printf '\001' | dd of=changed.xlsx bs=1 seek=$(($(wc -c <in.xlsx) - 1500)) conv=notrunc status=none
	cmp -s in.xlsx changed.xlsx && false
	cb_run cb-import cells changed.xlsx
	want 3
	same out ''
	has err 'error E122: xlsx 文件不完整或已损坏;请重新索取'
	head -c -1000 in.xlsx >cut.xlsx
	cb_run cb-import cells cut.xlsx
	want 3
	has err 'error E122'
}

@test "what is not a workbook behind the password is named" {
	printf 'PK\003\004 nothing' | make-locked standard >in.xlsx
	cb_run cb-import cells in.xlsx
	want 3
	has err 'error E122: zip'
}

@test "what goes back is not encrypted, and that is said" {
	local file
	sed -i 's/n:90/九十?/' book
	make_book xlsx plain.xlsx <book
	make-locked agile-sha512 <plain.xlsx >甲.xlsx
	make-xls --bare <book | make-locked rc4 >乙.xls
	for file in 甲.xlsx 乙.xls; do
		rm -rf back
		cb_run cb-import -p 2026-07 score "$file" --return back
		want 1
		has err "warning W823: “$file”带有 Excel 自带密码的加密;退回为“back/${file%.*}.xlsx”,退回件不加密"
		unzip -qt "back/${file%.*}.xlsx"
	done
}

@test "broken at random: an error or what it was, never a crash" {
	local method i size
	for method in xor rc4 cryptoapi standard agile-sha256; do
		case $method in standard | agile*) make-locked "$method" <plain.xlsx >in ;; *) make-locked "$method" <plain.bare >in ;; esac
		size=$(wc -c <in)
		for i in $(seq 1 12); do
			cp in broken
			printf '\377' | dd of=broken bs=1 seek=$((i * 7919 % size)) conv=notrunc status=none
			cb_run cb-import cells broken
			[ "$status" -eq 0 ] || [ "$status" -eq 3 ] || { echo "$method, $i: $status $err" >&2; false; }
			lacks E140 stderr
		done
	done
}
