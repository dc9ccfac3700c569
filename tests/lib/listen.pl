#!/usr/bin/perl -w
# SPDX-License-Identifier: GPL-2.0-or-later
# usage: listen.pl [--inetd] PORTFILE COMMAND [ARGUMENT...]
#
# Listens on a free port of 127.0.0.1, writes its number to PORTFILE, and becomes COMMAND,
# which gets the socket as systemd hands one over (sd_listen_fds(3)). With --inetd, COMMAND is
# started for each connection, which is its standard input and output. It leads a process
# group of its own, so that a test can end all of it with kill -PID.
use strict;
use Fcntl qw(F_SETFD);
use POSIX ();
use Socket;

my $inetd = @ARGV && $ARGV[0] eq '--inetd' && shift;
my ($portfile, @command) = @ARGV;
die "usage: listen.pl [--inetd] PORTFILE COMMAND...\n" unless @command;
POSIX::setpgid(0, 0);

socket(my $socket, PF_INET, SOCK_STREAM, 0) or die "socket: $!\n";
bind($socket, sockaddr_in(0, INADDR_LOOPBACK)) or die "bind: $!\n";
listen($socket, 64) or die "listen: $!\n";
my ($port) = sockaddr_in(getsockname($socket));

# as a whole or not at all: whoever waits for it reads a number
open(my $file, '>', "$portfile.new") or die "$portfile.new: $!\n";
print $file "$port\n" or die "$portfile.new: $!\n";
close($file) or die "$portfile.new: $!\n";
rename("$portfile.new", $portfile) or die "$portfile: $!\n";

if (!$inetd) {
	if (fileno($socket) == 3) {
		fcntl($socket, F_SETFD, 0) or die "fcntl: $!\n";
	} else {
		POSIX::dup2(fileno($socket), 3) or die "dup2: $!\n";
	}
	@ENV{qw(LISTEN_FDS LISTEN_PID)} = (1, $$);
	exec(@command) or die "$command[0]: $!\n";
}

$SIG{CHLD} = 'IGNORE';
while (1) {
	accept(my $client, $socket) or next;
	my $child = fork() // die "fork: $!\n";
	next if $child;
	$SIG{CHLD} = 'DEFAULT';
	POSIX::dup2(fileno($client), $_) // die "dup2: $!\n" for (0, 1);
	close($client);
	close($socket);
	exec(@command) or die "$command[0]: $!\n";
}
