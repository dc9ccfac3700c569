/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/intent.h"

#include "core/phrase.h"

#define WHO                                                                                          \
	"(\\bI( ?['’]?ll| will| shall| am going to|['’]m going to| plan to| intend to| hope to|" \
	" aim to| want to)|(^|\\b(and|but|so|then|anyway|otherwise),? )(will|let me)) "
#define WHEN                                                                                       \
	"((also|definitely|certainly|then|just|hopefully|surely|probably|now|try to|try and|"      \
	"be able to|get around to|go and|happily|"                                                 \
	"(find|make|have|take|need) (the |some |a bit of |more )?time( \\w+){0,3} (to|and)) )*"
#define IT                                                                                         \
	"(it|this|that|these|those|them|the (whole |rest |new |other "                             \
	")*(set|series|patch\\w*|v\\d+))"
#define SOON                                                                                       \
	"(soon|shortly|later|today|tonight|tomorrow|asap|next|this|over|on|in|at|during|when|as|"  \
	"early|within|properly|again|before|after|once|first|though|too)"

gboolean intent_is_to_look(const char *sentence)
{
	static Phrases looks = {
		.says = {WHO WHEN "(have|take) (a |an |another )?([\\w-]+ ){0,3}look\\b",
			 WHO WHEN "give " IT " a(nother)? ([\\w-]+ ){0,2}"
				  "(look|read|review|spin|try|go|test)\\b",
			 WHO WHEN "look (closer )?(at|through|over|into) " IT "\\b",
			 WHO WHEN "look( (again|closer|closely|properly|more))*( " SOON
				  "\\b[^,;]*)?\\W*$",
			 WHO WHEN "get (back )?to " IT "\\b",
			 WHO WHEN "(review|read|go (through|over)|test|try|check) " IT
				  "( out)?( " SOON "\\b[^,;]*)?\\W*$",
			 WHO WHEN "review( " SOON "\\b[^,;]*)?\\W*$"},
		.unless = {"\\?\\W*$", "\\b(if|unless|not|never|n['’]t)\\b", "\\byou\\b",
			   "\\bhow (to|it)\\b"}};

	return phrase_in(&looks, sentence);
}
