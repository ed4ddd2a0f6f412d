#!/bin/sh
# demo.sh [BINDIR [OUTDIR]]: the main job on the invented street of this folder: what 14 communities sent in
# for July, August and September 2026, ranked, with red flags, prizes and yellow cards.
# It ends with a bulletin and a page of the last month, in OUTDIR or a new temporary folder.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ $# -gt 0 ]; then
	PATH=$(cd "$1" && pwd):$PATH
fi
if [ $# -gt 1 ]; then
	mkdir -p "$2"
	out=$(cd "$2" && pwd)
else
	out=$(mktemp -d)
fi
cd "$here"

say() {
	printf '\n# %s\n# %s\n' "$1" "$2"
}

show() {
	printf '$ %s\n' "$1"
	sh -c "$1"
}

say '七月来的是一张宽表,带标题、合计、签字。' 'July came as one sheet, with title, totals and signature:'
show 'head -n 6 inbox/2026-07/*.csv'
say '八月是 GBK 的明细,九月是每个社区一个文件。' 'August is a list in GBK, September a file a community.'
say '三个月的排名;上期、升降、连续末位由前几个月得出。' 'All three months; places before and streaks come from the earlier ones:'
show 'cb-rank -d registers -p 2026-07..2026-09 --format table inbox/*/*.csv'
say '九月末位由媒体公布的五项。' 'Who is to be named in the media for September:'
show 'cb-rank -d registers -p 2026-09 --format table notices inbox/*/*.csv'
say '谁联系谁:领导、协议有什么问题。' 'Who is who: what is wrong with leaders and agreements:'
show 'cb-org check -d registers --today 2026-08-15 --hardest 砖桥 --columns check,subject,other,detail,rule --format table || true'
say '共建经费:各来源筹了多少,各社区还有多少。' 'The fund: what each source gave, what each community has:'
show 'cb-fund balance --by source --format table registers/fund.csv'
show 'cb-fund balance -d registers --format table'
say '七月的问题:超期未结的,轮到谁办。' 'Problems of July: what is late, and whose turn it is:'
show 'cb-problem overdue -q -d registers --today 2026-07-25 --columns no,responsible,due,state,turn --format table || true'
say '七月该报的:谁没报,谁迟报,谁是零报告。' 'What was to be handed in for July: missing, late, zero reports:'
show 'cb-task missing -d registers -p 2026-07 --today 2026-08-15 --columns assignee,title,due,state,days_late --format table || true'
say '七八月的活动:各类开展了多少,多少人次。' 'Activities of July and August: how many of each kind, with how many people:'
show 'cb-activity summary -d registers -p 2026-07..2026-08 --today 2026-08-15 --columns kind,held,times,people,copies,people_mean --format table'
say '奖金不得用于福利:说明规则、依据,什么也不记。' 'What the fund must not be spent on is refused, with the rule and its basis:'
if show 'printf "日期,社区,收支,金额,用途类别,社区同意人\n2026-07-09,西街社区,支出,300,过节费,程守义\n" | cb-import -d registers fund -'; then
	exit 1 # a forbidden use must not pass
fi
say '志愿服务:第三季度谁升了星,重叠的时间只计一次。' 'Volunteers: who has risen a star in the third quarter:'
show 'cb-volunteer stars -d registers -p 2026Q3 --today 2026-10-08 --where rises=是 --format table'
say '对困难居民的帮扶只出数字:谁该走访还没有走访,只列编号。' 'Help for residents is told as counts; visits that are late, by number only:'
show 'cb-care visits -d registers --today 2026-08-15 --columns no,community,trigger,due,state --format table || true'
say '一处笔误:文件、行、列、原因、改法。' 'A slip is told by file, line and column, and nothing is ranked:'
if show "sed 's/14.8/l4.8/' inbox/2026-07/*.csv | cb-rank -d registers -p 2026-07 -"; then
	exit 1 # a slip must not give a ranking
fi
say '入了库,通报和公示网页各用一条命令写成。' 'Once stored, the bulletin and the page are one command each:'
rm -f "$out/city.db"
show "cb-import -q --new -d $out/city.db --all registers"
show "cb-import -q -d $out/city.db score inbox/*/*.csv"
show "cb-report bulletin -d $out/city.db -p 2026-09 --today 2026-10-08 --number '清创办[2026]003号' --from 清和街道创建办公室 -o $out/通报.docx"
show "cb-report bulletin -d $out/city.db -p 2026-09 --today 2026-10-08 --from 清和街道创建办公室 -o $out/通报.html"
printf '\n# 通报 / the bulletin:  %s\n# 网页 / the page:      %s\n' "$out/通报.docx" "$out/通报.html"
