#!/usr/bin/perl -w
# SPDX-License-Identifier: GPL-2.0-or-later
# usage: relay.pl PORT
#
# A connection (standard input and output, from listen.pl --inetd) to the server at PORT of
# 127.0.0.1, which breaks as files in the folder $FAULTS say, each with a number of bytes from
# the server that still get through:
#
#	cut	then the connection is gone
#	stall	then nothing comes any more
#	once	as cut, but for the first connection that comes that far, alone
#	flip	then one bit is another
use strict;
use IO::Select;
use Socket;

my ($port) = @ARGV;
my $faults = $ENV{FAULTS} // die "FAULTS is not set\n";

sub limit {
	my ($fault) = @_;
	open(my $file, '<', "$faults/$fault") or return;
	my $limit = <$file> // return;
	int($limit);
}

sub send_all {
	my ($to, $bytes) = @_;
	while (length($bytes)) {
		my $sent = syswrite($to, $bytes) or exit(0);
		$bytes = substr($bytes, $sent);
	}
}

socket(my $server, PF_INET, SOCK_STREAM, 0) or die "socket: $!\n";
connect($server, sockaddr_in($port, INADDR_LOOPBACK)) or exit(0);
$SIG{PIPE} = 'IGNORE';
my $select = IO::Select->new(\*STDIN, $server);
my $passed = 0;
while ($select->count) {
	for my $from ($select->can_read) {
		my $got = sysread($from, my $bytes, 4096);
		if ($from != $server) {
			$got ? send_all($server, $bytes) : ($select->remove($from), shutdown($server, 1));
			next;
		}
		exit(0) unless $got;
		for my $fault (qw(flip cut stall once)) {
			my $limit = limit($fault) // next;
			next if $passed + $got <= $limit;
			if ($fault eq 'flip') {
				substr($bytes, $limit - $passed, 1) ^= "\1" if $limit >= $passed;
				next;
			}
			next if $fault eq 'once' && !unlink("$faults/once");
			send_all(\*STDOUT, substr($bytes, 0, $limit - $passed)) if $limit > $passed;
			sleep(3600) if $fault eq 'stall';
			exit(0);
		}
		send_all(\*STDOUT, $bytes);
		$passed += $got;
	}
}
