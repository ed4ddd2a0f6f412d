#!/usr/bin/env bats
# Who is who and who serves, of random people and units: check digits, stars, ages, masks, claims and leaders as awk and
# the sqlite3 shell have them. All numbers are of areas that do not exist (domain facts V1, V3, V6–V9, O2, O3, O5, I2, I9).
load ../cmd/helper

# ids N SEED: no, number, the right check digit, what is wrong with it
ids() {
	awk -v n="$1" -v seed="$2" 'BEGIN { srand(seed)
		split("7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2", weight, " ")
		for (i = 1; i <= n; i++) {
			long = rand() < 0.7
			day = sprintf("%04d%02d%02d", 1940 + int(rand() * 60), 1 + int(rand() * 12), 1 + int(rand() * 28))
			body = "990101" (long ? day : "19" substr(day, 3)) sprintf("%03d", int(rand() * 1000))
			sum = 0
			for (k = 1; k <= 17; k++) sum += substr(body, k, 1) * weight[k]
			right = substr("10X98765432", sum % 11 + 1, 1)
			said = rand() < 0.6 ? right : substr("0123456789X", 1 + int(rand() * 11), 1)
			if (said == "X" && rand() < 0.5) said = "x"
			print "V" i, long ? body said : substr(body, 1, 6) substr(body, 9), body right, long && toupper(said) != right ? "wrong" : "good"
		} }'
}

@test "V6 V7 an identity number has its check digit, 15 digits are lengthened, and the sex is that of the 17th digit" {
	ids 3000 5 >ids
	awk 'BEGIN { print "no,name,id,community" } { print $1 ",某" NR "," $2 ",西街" }' ids >v.csv
	cb_run cb-import volunteer --max-errors 0 v.csv
	want 1
	sed -n 's/^cb-import: v.csv:\([0-9]*\):3: error E231 id: .*应为 \(.\);.*/\1 \2/p' stderr >got
	awk '$4 == "wrong" { print NR + 1, substr($3, 18) }' ids >want
	[ "$(wc -l <want)" -gt 500 ]
	diff want got
	grep -v wrong ids >right
	awk 'BEGIN { print "no,name,id,sex,community" }
		{ male = substr($3, 17, 1) % 2; if (NR % 3 == 0) male = !male; print $1 ",某" NR "," $2 "," (male ? "男" : "女") ",西街" }' right >v.csv
	diff <(awk '{ print $1 "," $3 }' right) <(cb-import volunteer v.csv | cut -d, -f1,3 | sed 1d)
	mkdir office && mv v.csv office/volunteer.csv
	printf 'name\n西街\n' >office/community.csv
	cb-volunteer check -d office --columns check,no >findings || [ $? -eq 1 ]
	sed -n 's/^性别,//p' findings | sort >got
	awk 'NR % 3 == 0 { print $1 }' right | sort | diff - got
}

@test "I2 digits that a spreadsheet has lost are told, of each number that has lost some, and no other" {
	ids 400 9 | grep good | awk 'NR % 4 == 1 { printf "V%d,%.14E\n", NR, $3 + 0; next } { printf "V%d,%s\n", NR, $3 }' >ids
	awk -F, 'BEGIN { print "no,name,id,community" } { print $1 ",某" NR "," $2 ",西街" }' ids >v.csv
	cb_run cb-import volunteer --max-errors 0 v.csv
	want 1
	sed -n 's/^cb-import: v.csv:\([0-9]*\):3: error E233 id: .*/\1/p' stderr >got
	awk -F, '/E\+/ { print NR + 1 }' ids | diff - got
	[ "$(wc -l <got)" -gt 50 ]
	[ "$(grep -c error stderr)" -eq "$(wc -l <got)" ]
}

@test "I9 a credit code has its check character" {
	awk 'BEGIN { srand(4); alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"; print "name,uscc" >"u.csv"
		for (i = 1; i <= 1000; i++) {
			code = rand() < 0.5 ? "91" : "12"; w = 1; sum = 0
			while (length(code) < 8) code = code int(rand() * 10)
			while (length(code) < 17) code = code substr(alphabet, 1 + int(rand() * 31), 1)
			for (k = 1; k <= 17; k++) { sum += (index(alphabet, substr(code, k, 1)) - 1) * w; w = w * 3 % 31 }
			right = substr(alphabet, (31 - sum % 31) % 31 + 1, 1)
			said = rand() < 0.5 ? right : substr(alphabet, 1 + int(rand() * 31), 1)
			print "单位" i "," code said >"u.csv"
			if (said != right) print i + 1, right
		} }' >want
	cb_run cb-import unit --max-errors 0 u.csv
	want 1
	sed -n 's/^cb-import: u.csv:\([0-9]*\):2: error E235 uscc: .*应为 \(.\);.*/\1 \2/p' stderr >got
	[ "$(wc -l <want)" -gt 300 ]
	diff want got
}

@test "V1 V3 volunteers and supervisors by community, and the stars of their hours" {
	awk 'BEGIN { srand(6); split("志愿者 义务监督员 楼栋长 ", role, " "); print "no,name,community,role,hours_before" >"volunteer.csv"
		print "volunteer,date,hours,activity" >"service.csv"
		for (i = 1; i <= 400; i++) {
			r = 1 + int(rand() * 4)
			printf "V%03d,某%d,第%d社区,%s,%s\n", i, i, 1 + int(rand() * 9), role[r], rand() < 0.5 ? "" : int(rand() * 16) * 100 ":00" >"volunteer.csv"
			for (k = int(rand() * 30); k > 0; k--)
				printf "V%03d,2026-%02d-%02d,%d:%02d,A%d\n", i, 1 + k % 7, 1 + k % 28, 1 + int(rand() * 20), int(rand() * 60), k >"service.csv"
		} }'
	mkdir office && cp volunteer.csv service.csv office
	awk 'BEGIN { print "name"; for (i = 1; i <= 9; i++) print "第" i "社区" }' >office/community.csv
	sqlite3 -csv o.db '.import volunteer.csv v' '.import service.csv s'
	cb-volunteer summary --by community -d office --columns community,volunteers,supervisors,others,people | sed 1d | sort >got
	sqlite3 -csv o.db "SELECT community, sum(role IN ('', '志愿者')), sum(role = '义务监督员'), sum(role = '楼栋长'), count(*) FROM v GROUP BY 1" |
		tr -d '\r"' | sort | diff - got
	cb-volunteer stars -q -d office --columns no,star | sed 1d | sort >got
	sqlite3 -csv o.db "WITH m(no, m) AS (SELECT no, substr(hours_before, 1, instr(hours_before || ':', ':') - 1) * 60 + ifnull((SELECT
		sum(substr(hours, 1, instr(hours, ':') - 1) * 60 + substr(hours, instr(hours, ':') + 1)) FROM s WHERE volunteer = no), 0) FROM v)
		SELECT no, (m >= 6000) + (m >= 18000) + (m >= 36000) + (m >= 60000) + (m >= 90000) FROM m WHERE m > 0" | tr -d '\r"' | sort >want
	[ "$(cut -d, -f2 want | sort -u | wc -l)" -eq 6 ]
	diff want got
}

@test "V9 the ages that ask for company, for consent, or for somebody else, on the day" {
	awk 'BEGIN { srand(12); print "no,name,birth,consent,community"
		for (i = 1; i <= 600; i++) printf "V%d,某%d,%04d-%02d-%02d,%s,西街\n", i, i, 2004 + int(rand() * 20), 1 + int(rand() * 12), 1 + int(rand() * 28), rand() < 0.3 ? "是" : "" }' >volunteer.csv
	mkdir office && cp volunteer.csv office
	printf 'name\n西街\n' >office/community.csv
	cb-volunteer check -d office --columns check,no,detail >findings || [ $? -eq 1 ]
	sed -n 's/^年龄,//p' findings | sort >got
	# below 6 nobody, below 10 in company, below 14 with consent
	awk -F, 'NR > 1 { split($3, d, "-"); age = 2026 - d[1] - (d[2] * 100 + d[3] > 815)
		if (age < 6) print $1 ",不接收"; else if (age < 10) print $1 ",需陪同"; else if (age < 14 && $4 == "") print $1 ",需监护人同意" }' volunteer.csv | sort >want
	[ "$(wc -l <want)" -gt 100 ]
	diff want got
}

@test "V8 masks of names, telephones and identity numbers" {
	ids 200 3 | grep good | awk 'BEGIN { srand(2); print "no,name,id,phone,community"
		split("欧阳 上官 张 李 王", family, " "); split("平 和平 立新民", given, " ") }
		{ printf "%s,%s%s,%s,16%09d,西街\n", $1, family[1 + int(rand() * 5)], given[1 + int(rand() * 3)], $3, int(rand() * 1e9) }' >v.csv
	cb-import -q -d city.db volunteer v.csv
	cb-export volunteer -d city.db --mask=customary --columns no,name,id,phone | sort >got
	# each character has three bytes
	awk -F, 'NR == 1 { print "no,name,id,phone"; next }
		{ kept = $2 ~ /^(欧阳|上官)/ ? 6 : 3
			print $1 "," substr($2, 1, kept) substr("******", 1, (length($2) - kept) / 3) "," substr($3, 1, 6) "********" substr($3, 15) "," substr($4, 1, 3) "****" substr($4, 8) }' v.csv | sort | diff - got
}

@test "O2 O3 what is claimed, as a sum, a mean and a number, beside the records" {
	awk 'BEGIN { srand(3); print "enterprise,community,households,residents"
		for (i = 1; i <= 300; i++) printf "企业%d,第%d社区,%d,%d\n", 1 + i % 40, i, int(rand() * 500), int(rand() * 1500) }' >unmanaged.csv
	sqlite3 -csv o.db '.import unmanaged.csv u'
	printf '%s\n' rule,what,key,at_least,value a,org.claim,unmanaged.households,70000,合计 b,org.claim,unmanaged.residents,700,平均 c,org.claim,unmanaged.enterprise,41,个数 >rules.csv
	cb-org claims unmanaged unmanaged.csv --rules rules.csv --columns rule,claimed,found,difference | sed 1d | sort >got
	sqlite3 -csv o.db "SELECT 'a', 70000, sum(households), 70000 - sum(households) FROM u UNION ALL
		SELECT 'b', 700, printf('%.2f', avg(residents)), printf('%.2f', 700 - round(avg(residents), 2)) FROM u UNION ALL
		SELECT 'c', 41, count(DISTINCT enterprise), 41 - count(DISTINCT enterprise) FROM u" | tr -d '\r"' | sed 's/\.00//' >want
	diff want got
	cb-org unmanaged unmanaged.csv --by enterprise --columns enterprise,entries,households,residents | sed 1d | sort >got
	sqlite3 -csv o.db "SELECT enterprise, count(*), sum(households), sum(residents) FROM u GROUP BY 1" | tr -d '\r"' | sort | diff - got
}

@test "O5 leaders without a community, and communities without a leader" {
	mkdir office
	awk 'BEGIN { print "name"; for (i = 1; i <= 60; i++) print "第" i "社区" }' >office/community.csv
	printf 'name,level\n清和街道,街道\n' >office/unit.csv
	awk 'BEGIN { print "body,post,person,since,leader"; for (i = 1; i <= 40; i++) print "清和街道,委员" i ",某" i ",2025-01-01," (i % 5 ? "是" : "") }' >office/post.csv
	awk 'BEGIN { srand(9); print "kind,party,community,since,until"
		for (i = 1; i <= 60; i++) printf "领导联系,某%d,第%d社区,2026-0%d-01,%s\n", 1 + int(rand() * 40), 1 + int(rand() * 60), 1 + int(rand() * 9), rand() < 0.3 ? "2026-12-31" : rand() < 0.4 ? "" : "2026-08-14" }' |
		awk -F, '!seen[$2 FS $3 FS $4]++ && !($5 != "" && $5 < $4)' >office/link.csv
	sqlite3 -csv o.db '.import office/link.csv l' '.import office/post.csv p'
	cb-org check -d office --columns check,subject >findings || [ $? -eq 1 ]
	sed -n 's/^联系数,//p' findings | sort >got
	sqlite3 o.db "SELECT person FROM p WHERE leader = '是' AND person NOT IN (SELECT party FROM l WHERE since <= '2026-08-15' AND (until = '' OR until >= '2026-08-15'))" | sort >want
	[ "$(wc -l <want)" -gt 5 ]
	diff want got
}
