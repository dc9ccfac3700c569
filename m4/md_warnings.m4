# MD_WARNINGS
# The warnings the code is kept free of; --enable-werror (for CI) makes them errors.
AC_DEFUN([MD_WARNINGS], [
AC_ARG_ENABLE([werror],
	[AS_HELP_STRING([--enable-werror], [make warnings errors (default: no)])],
	[], [enable_werror=no])
MD_WARN_CFLAGS=
for md_flag in -Wall -Wextra -Wshadow -Wformat=2 -Wundef -Wwrite-strings \
	-Wpointer-arith -Wcast-align -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wvla -Wimplicit-fallthrough -Wnull-dereference
do
	MD_TRY_CFLAG([$md_flag], [MD_WARN_CFLAGS="$MD_WARN_CFLAGS $md_flag"])
done
AS_IF([test "x$enable_werror" = xyes], [MD_WARN_CFLAGS="$MD_WARN_CFLAGS -Werror"])
AC_SUBST([MD_WARN_CFLAGS])
])

# MD_TRY_CFLAG(FLAG, [IF-ACCEPTED])
AC_DEFUN([MD_TRY_CFLAG], [
md_saved_CFLAGS=$CFLAGS
CFLAGS="$CFLAGS -Werror $1"
AC_MSG_CHECKING([whether $CC takes $1])
AC_COMPILE_IFELSE([AC_LANG_PROGRAM()],
	[AC_MSG_RESULT([yes]); CFLAGS=$md_saved_CFLAGS; $2],
	[AC_MSG_RESULT([no]); CFLAGS=$md_saved_CFLAGS])
])
