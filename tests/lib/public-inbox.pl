#!/usr/bin/perl -w
# SPDX-License-Identifier: GPL-2.0-or-later
# Mails for tests, and inboxes of Debian's public-inbox to put them into.
#
#	mail N				prints mail N: always the same bytes
#	deliver NAME FIRST LAST [BYTES]	mails FIRST to LAST arrive, in one go; an epoch of a v2
#					inbox that has more than BYTES is followed by a new one
#	remove NAME N			mail N is deleted, by a commit
#
# NAME is an inbox of public-inbox's configuration ($PI_CONFIG).
use strict;

my @senders = (
	'Ann Example <ann@example.org>',
	'Bo Fjord <bo@fjord.example>',
	'=?UTF-8?q?J=C3=BCrgen_M=C3=BChle?= <jm@muehle.example>',
	'"Kowalska, Zofia" <zk@example.net>',
);
my @months = qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec);

# What does not compress to nothing, so that a pack has some size.
sub noise {
	my ($seed, $lines) = @_;
	my $text = '';
	for (1 .. $lines) {
		my $line = '';
		for (1 .. 7) {
			$seed = ($seed * 1103515245 + 12345) % 2147483648;
			$line .= sprintf('%08x', $seed);
		}
		$text .= "+$line\n";
	}
	$text;
}

# A patch, so that a range report names each; a minute behind the one before.
sub mail {
	my ($n) = @_;
	my (undef, $minute, $hour, $day, $month, $year) = gmtime(1767571200 + 60 * $n);
	my $date = sprintf('%d %s %d %02d:%02d:00 +0000', $day, $months[$month], $year + 1900, $hour, $minute);
	my $lines = 20 + $n * 7 % 23;
	my $subject = $n % 5 ? "[PATCH] pond: reed $n" : "=?UTF-8?q?[PATCH]_pond:_Schilf_=C3=BC_$n?=";
	my $why = $n % 7 ? "Reed $n was missing.\n" : "Reed $n was missing, 8\xb0 in a raw Latin-1 mail.\n";
	$why .= "\n>From here on, it is there.\nFrom then on, too.\n" if $n % 3 == 0;
	my $text = <<EOM . noise($n, $lines);
From: $senders[$n % @senders]
To: pond\@lists.example.org
Subject: $subject
Date: $date
Message-ID: <reed-$n\@pond.example>

$why
Signed-off-by: Ann Example <ann\@example.org>
---
 reed/$n.txt | $lines ${\('+' x 20)}
 1 file changed, $lines insertions(+)

diff --git a/reed/$n.txt b/reed/$n.txt
new file mode 100644
--- /dev/null
+++ b/reed/$n.txt
@@ -0,0 +1,$lines @@
EOM
	$text =~ s/\n/\r\n/g if $n % 11 == 0;
	$text;
}

sub inbox {
	my ($name) = @_;
	require PublicInbox::Config;
	require PublicInbox::Eml;
	require PublicInbox::InboxWritable;
	my $inbox = PublicInbox::Config->new->lookup_name($name) or die "no inbox $name\n";
	$inbox = PublicInbox::InboxWritable->new($inbox);
	$inbox->{-no_fsync} = 1;
	$inbox;
}

sub eml {
	my $text = mail($_[0]);
	PublicInbox::Eml->new(\$text);
}

my ($task, @words) = @ARGV;
$task //= '';
if ($task eq 'mail' && @words == 1) {
	binmode(STDOUT);
	print mail($words[0]);
} elsif ($task eq 'deliver' && @words >= 3) {
	my ($name, $first, $last, $bytes) = @words;
	my $importer = inbox($name)->importer(0);
	$importer->{rotate_bytes} = $bytes if $bytes;
	for my $n ($first .. $last) {
		$importer->add(eml($n)) or die "mail $n was not taken\n";
	}
	$importer->done;
} elsif ($task eq 'remove' && @words == 2) {
	my $importer = inbox($words[0])->importer(0);
	my ($removed) = $importer->remove(eml($words[1]));
	die "mail $words[1] is not there: $removed\n" if !$removed || $removed eq 'MISMATCH' || $removed eq 'MISSING';
	$importer->done;
} else {
	die "usage: public-inbox.pl mail|deliver|remove ...\n";
}
