/* generate ROWS [SEED [COMMUNITIES [MONTHS [INDICATORS]]]]: score records for the bench, to standard output as CSV.
 *
 * MONTHS (12) months up to 2026-12, INDICATORS (120, at most) and COMMUNITIES (for 5,000,000 rows 3000, in proportion
 * for fewer). Each community has each indicator each month, so that every ranking is complete; what is left of
 * ROWS are second and further inspections, on other days or by other inspectors. No key comes twice. The order is
 * shuffled. All names are made up of two lists of words, and a number where these do not do.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { COMMUNITIES_USUAL = 3000,       /* at most, where nobody says how many */
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

struct shape {
	uint64_t communities, months, indicators;
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
print_community(uint64_t community)
{
	enum { NAMES = HEADS * TAILS };
	char number[24] = "";

	if (community >= NAMES)
		snprintf(number, sizeof(number), "%" PRIu64, community / NAMES);
	printf("%s%s%s社区", heads[community % HEADS], tails[community / HEADS % TAILS], number);
}

/* The given inspection of a cell, from 0. */
static void
print_row(uint64_t cell, uint64_t random, const struct shape *shape, uint64_t inspection)
{
	uint64_t month = 2027 * 12 - shape->months + cell % shape->months; /* from the year 0 */
	uint64_t community = cell / shape->months % shape->communities;
	uint64_t indicator = cell / shape->months / shape->communities;
	unsigned tenths = 600 + (unsigned)(random >> 8) % 401;
	/* the first two on the last days of the month, by twenty inspectors each; 24 more on the others, and so on */
	unsigned day = inspection < 2 ? 25 + (unsigned)random % 4 : 1 + (unsigned)inspection % 24;
	uint64_t inspector = 20 * (inspection < 2 ? inspection : inspection / 24) + (random >> 32) % 20;

	printf("%" PRIu64 "-%02" PRIu64 ",", month / 12, month % 12 + 1);
	print_community(community);
	printf(",%s%s,%" PRIu64 "-%02" PRIu64 "-%02u,第%" PRIu64 "检查组,", places[indicator % PLACES],
	       things[indicator / PLACES], month / 12, month % 12 + 1, day, inspector + 1);
	if (tenths % 10 != 0)
		printf("%u.%u\n", tenths / 10, tenths % 10);
	else
		printf("%u\n", tenths / 10);
}

static uint64_t
usual_communities(uint64_t rows)
{
	uint64_t n = rows / (12 * ROWS_A_COMMUNITY_MONTH);

	return n == 0 ? 1 : n > COMMUNITIES_USUAL ? COMMUNITIES_USUAL
	                                          : n;
}

int
main(int argc, char **argv)
{
	uint64_t rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 5000000;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 2026;
	struct shape shape = { .communities = argc > 3 ? strtoull(argv[3], NULL, 10) : usual_communities(rows),
		               .months = argc > 4 ? strtoull(argv[4], NULL, 10) : 12,
		               .indicators = argc > 5 ? strtoull(argv[5], NULL, 10) : INDICATORS };
	uint64_t cells = shape.communities * shape.indicators * shape.months;

	if (cells == 0 || shape.indicators > INDICATORS || rows < cells) {
		fprintf(stderr, "generate: ROWS must be %" PRIu64 " or more, INDICATORS 1 to %d\n", cells, (int)INDICATORS);
		return 2;
	}
	puts("period,community,indicator,date,inspector,score");
	for (uint64_t i = 0; i < rows; i++) {
		uint64_t at = shuffle(i, rows, seed);

		uint64_t inspection = at / cells;

		if (inspection > 0) /* which cells have one more is drawn anew */
			print_row(shuffle(at % cells, cells, seed + inspection), mix(at ^ seed), &shape, inspection);
		else
			print_row(at, mix(at ^ seed), &shape, 0);
	}
	return fflush(stdout) != 0 || ferror(stdout);
}
