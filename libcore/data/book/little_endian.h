/* Numbers as Microsoft's formats write them: the low byte first. */
#ifndef LITTLE_ENDIAN_H
#define LITTLE_ENDIAN_H

#include <stdint.h>

static inline uint32_t
book_u16(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t
book_u32(const unsigned char *p)
{
	return book_u16(p) | book_u16(p + 2) << 16;
}

#endif
