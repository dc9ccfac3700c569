# SPDX-License-Identifier: GPL-2.0-or-later
# public-inbox-httpd's own application, and what a site may put before it. Files in the folder
# $FAULTS say what, and may come and go while it runs:
#
#	manifest.js.gz	is the manifest of every inbox
#	status		answers everything with this status
#	fail		answers as many requests as it says with 500, and counts down
#	conditional	there: If-Modified-Since is answered by the date alone, as caches do
#	log		gets a line for each request
use strict;
use Plack::Builder;
use Plack::Middleware::ConditionalGET;
use PublicInbox::WWW;

my $faults = $ENV{FAULTS} // die 'FAULTS is not set';
my $www = PublicInbox::WWW->new;
$www->preload;

sub slurp {
	open(my $file, '<:raw', "$faults/$_[0]") or return;
	local $/;
	scalar <$file>;
}

sub spit {
	open(my $file, '>', "$faults/$_[0]") or return;
	print $file $_[1];
}

sub answer {
	my ($env) = @_;
	if (open(my $log, '>>', "$faults/log")) {
		print $log "$env->{REQUEST_METHOD} $env->{REQUEST_URI}\n";
	}
	if (defined(my $status = slurp('status'))) {
		return [int($status), ['Content-Type', 'text/plain'], ["no\n"]];
	}
	if (my $left = slurp('fail')) {
		spit('fail', $left - 1);
		return [500, ['Content-Type', 'text/plain'], ["not now\n"]] if $left > 0;
	}
	if ($env->{PATH_INFO} =~ m!/manifest\.js\.gz\z! && defined(my $manifest = slurp('manifest.js.gz'))) {
		return [200, ['Content-Type', 'application/gzip', 'Content-Length', length($manifest)], [$manifest]];
	}
	$www->call($env);
}

my $conditional = Plack::Middleware::ConditionalGET->wrap(\&answer);
sub {
	my ($env) = @_;
	-e "$faults/conditional" ? $conditional->($env) : answer($env);
};
