/* Text that is struck out: what somebody has corrected or taken back, and left in sight. */
#include "book_state.h"

bool
cb_book_strike(struct cb_book *book, struct cb_where where, struct cb_text *cells, uint16_t *kinds, size_t n)
{
	size_t n_full = 0, n_struck = 0;

	for (size_t i = 0; i < n; i++) {
		n_full += cells[i].len > 0;
		n_struck += cells[i].len > 0 && (kinds[i] & BOOK_STRUCK) != 0;
	}
	for (size_t i = 0; i < n; i++) {
		bool is_struck = (kinds[i] & BOOK_STRUCK) != 0, is_cut = (kinds[i] & BOOK_PARTLY_STRUCK) != 0;

		kinds[i] &= (uint16_t) ~(BOOK_STRUCK | BOOK_PARTLY_STRUCK);
		if (!is_cut && (!is_struck || n_struck == n_full || cells[i].len == 0))
			continue;
		if (is_struck) {
			cells[i] = CB_LIT("");
			kinds[i] = CB_CELL_TEXT;
		}
		where.column = (uint32_t)i + 1;
		cb_report(book->diag, CB_STRUCK_OUT, where, "", cells[i]);
	}
	return n_struck > 0 && n_struck == n_full;
}
