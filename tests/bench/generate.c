/* generate ROWS [SEED]: score records for the bench, to standard output as CSV.
 *
 * Twelve months of 2026, 120 indicators, 40 inspectors and, for 5,000,000 rows, 3000 communities
 * (in proportion for fewer). Each community has each indicator each month, so that every ranking is
 * complete; what is left of ROWS are second inspections. No key comes twice. The order is shuffled.
 * All names are made up of two lists of words.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { MONTHS = 12,
       COMMUNITIES_MAX = 3000,
       ROWS_A_COMMUNITY_MONTH = 138 }; /* 120 and some second inspections */

static const char *const heads[] = {
	"安",
	"宝",
	"长",
	"朝",
	"春",
	"翠",
	"东",
	"枫",
	"福",
	"富",
	"桂",
	"海",
	"和",
	"荷",
	"恒",
	"红",
	"华",
	"惠",
	"吉",
	"佳",
	"建",
	"江",
	"金",
	"锦",
	"景",
	"康",
	"兰",
	"乐",
	"莲",
	"柳",
	"龙",
	"绿",
	"梅",
	"民",
	"明",
	"南",
	"宁",
	"平",
	"青",
	"清",
	"荣",
	"瑞",
	"三",
	"尚",
	"盛",
	"石",
	"双",
	"松",
	"泰",
	"天",
	"同",
	"望",
	"文",
	"西",
	"溪",
	"祥",
	"新",
	"兴",
	"秀",
	"阳",
	"银",
	"永",
	"玉",
	"云",
};
static const char *const tails[] = {
	"安里",
	"柏园",
	"滨河",
	"苍坪",
	"曹巷",
	"城北",
	"城南",
	"大桥",
	"堤口",
	"店前",
	"东门",
	"渡口",
	"凤台",
	"福里",
	"港湾",
	"岗上",
	"阁前",
	"工农",
	"古井",
	"关口",
	"光明",
	"和苑",
	"虹桥",
	"后街",
	"湖滨",
	"花坛",
	"家园",
	"江岸",
	"井巷",
	"康里",
	"岭下",
	"庙前",
	"明里",
	"坪上",
	"前进",
	"桥头",
	"泉坊",
	"沙洲",
	"山庄",
	"胜利",
	"水塔",
	"台子",
	"塘边",
	"新村",
	"杨湾",
	"阳坡",
	"营房",
	"园丁",
};
static const char *const places[] = { "楼道", "广场", "绿地", "围墙", "车棚", "垃圾", "门前", "公厕", "沟渠", "宣传", "志愿", "物业" };
static const char *const things[] = { "整洁", "照明", "设施", "标识", "秩序", "台账", "维护", "巡查", "整改", "满意" };

enum {
	HEADS = sizeof(heads) / sizeof(*heads),
	TAILS = sizeof(tails) / sizeof(*tails),
	PLACES = sizeof(places) / sizeof(*places),
	THINGS = sizeof(things) / sizeof(*things),
	INDICATORS = PLACES * THINGS,
};

/* The finaliser of splitmix64. */
static uint64_t
mix(uint64_t x)
{
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

/* A permutation of 0..n-1: one of the next power of two, walked until it falls within n. */
static uint64_t
shuffle(uint64_t x, uint64_t n, uint64_t seed)
{
	unsigned bits = 1;
	uint64_t mask;

	while ((UINT64_C(1) << bits) < n)
		bits++;
	mask = (UINT64_C(1) << bits) - 1;
	do {
		for (int round = 0; round < 3; round++) {
			x = (x * (mix(seed) | 1) + seed) & mask;
			x ^= x >> (bits / 2 + 1);
		}
	} while (x >= n);
	return x;
}

static void
print_row(uint64_t cell, uint64_t random, uint64_t communities, int second)
{
	uint64_t month = cell % MONTHS + 1, community = cell / MONTHS % communities;
	uint64_t indicator = cell / MONTHS / communities;
	unsigned tenths = 600 + (unsigned)(random >> 8) % 401;

	printf("2026-%02" PRIu64 ",%s%s社区,%s%s,2026-%02" PRIu64 "-%02u,第%u检查组,", month, heads[community % HEADS],
	       tails[community / HEADS], places[indicator % PLACES], things[indicator / PLACES], month,
	       25 + (unsigned)random % 4, 1 + (second ? 20 : 0) + (unsigned)(random >> 32) % 20);
	if (tenths % 10 != 0)
		printf("%u.%u\n", tenths / 10, tenths % 10);
	else
		printf("%u\n", tenths / 10);
}

int
main(int argc, char **argv)
{
	uint64_t rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 5000000;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 2026;
	uint64_t communities = rows / (MONTHS * ROWS_A_COMMUNITY_MONTH), cells;

	if (communities == 0)
		communities = 1;
	if (communities > COMMUNITIES_MAX)
		communities = COMMUNITIES_MAX;
	cells = communities * INDICATORS * MONTHS;
	if (rows < cells || rows > 2 * cells) {
		fprintf(stderr, "generate: ROWS must be from %" PRIu64 " to %" PRIu64 "\n", cells, 2 * cells);
		return 2;
	}
	puts("period,community,indicator,date,inspector,score");
	for (uint64_t i = 0; i < rows; i++) {
		uint64_t at = shuffle(i, rows, seed);

		if (at < cells)
			print_row(at, mix(at ^ seed), communities, 0);
		else
			print_row(shuffle(at - cells, cells, seed + 1), mix(at ^ seed), communities, 1);
	}
	return fflush(stdout) != 0 || ferror(stdout);
}
