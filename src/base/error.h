/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_BASE_ERROR_H
#define MD_BASE_ERROR_H

#include <glib.h>

/*
 * The one error domain of the program. The code says what the command line
 * makes of it; the message is a chain of prefixes, outermost first, that ends
 * in what went wrong and, where there is one, the way out:
 *
 *	range: kvmarm: 9b1f83906: no such commit in epochs 0-3
 */
#define MD_ERROR (md_error_quark())

typedef enum {
	MD_ERROR_FAILED,    /* a real failure: exit code 1 */
	MD_ERROR_USAGE,     /* the caller's words are off: exit code 2 */
	MD_ERROR_EMPTY,     /* the range holds nothing: exit code 3 */
	MD_ERROR_NOT_FOUND, /* a name that names nothing here: exit code 1 */
	MD_ERROR_BUSY,      /* someone else is at it: exit code 1 */
	MD_ERROR_NETWORK,   /* it may go well another time: exit code 1 */
	MD_ERROR_CANCELLED, /* by a signal (base/cancel.h) */
} MdErrorCode;

GQuark md_error_quark(void);

#endif
