# MD_SANITIZERS
# --enable-sanitizers builds with AddressSanitizer and UndefinedBehaviorSanitizer;
# the first finding of either ends the program.
AC_DEFUN([MD_SANITIZERS], [
AC_ARG_ENABLE([sanitizers],
	[AS_HELP_STRING([--enable-sanitizers], [build with ASan and UBSan (default: no)])],
	[], [enable_sanitizers=no])
MD_SAN_CFLAGS=
AS_IF([test "x$enable_sanitizers" = xyes],
	[MD_SAN_CFLAGS="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -g"])
AC_SUBST([MD_SAN_CFLAGS])
AM_CONDITIONAL([SANITIZERS], [test "x$enable_sanitizers" = xyes])
])
