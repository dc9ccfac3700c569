/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "summary/rules.h"
int main(void)
{
	return 0;
}
