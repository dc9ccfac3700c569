/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MD_SUMMARY_WIRE_REFUSAL_H
#define MD_SUMMARY_WIRE_REFUSAL_H

#include "summary/wire.h"
#include "summary/wire_error.h"

/*
 * What a server means that would not answer: by its status, and, since many say with one status
 * what cannot be told apart by it, by the codes and words of its error. Part of summary/wire.
 */
typedef struct {
	Provider provider;
	long status; /* 200: the body is an error all the same */
	WireBody body;
} Refusal;

/* @next is changed for WIRE_OTHERWISE alone. */
void wire_refusal_read(const Refusal *refusal, const WireForm *tried, WireForm *next,
		       WireReply *reply);

#endif
