/* Lets the N-th file operation below a folder fail, or ends the process there. Loaded before the C library.
 *
 * FAULT_DIR    the folder
 * FAULT_AT     which operation, from 1; 0 for none
 * FAULT_ERRNO  the error it fails with; 0 ends the process, after half of what a write was given
 * FAULT_ON     if set, all operations after it fail too, as on a full disk
 * FAULT_COUNT  where the number of operations is written at the end
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static long count;

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

static int is_below(const char *path) {
    const char *dir = getenv("FAULT_DIR");
    return dir && path && strncmp(path, dir, strlen(dir)) == 0;
}

static int is_fd_below(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return is_below(path);
}

/* 0: goes on; 1: fails, errno is set; 2: the process is to end here. */
static int fate(int below) {
    if (!below) return 0;
    long now = __sync_add_and_fetch(&count, 1);
    long at = number("FAULT_AT");
    if (at == 0 || now < at || (now > at && !getenv("FAULT_ON"))) return 0;
    if (number("FAULT_ERRNO") == 0) return 2;
    errno = (int)number("FAULT_ERRNO");
    return 1;
}

static void end(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

#define STEP(below, failed)             \
    switch (fate(below)) {              \
    case 1: return (failed);            \
    case 2: end();                      \
    }

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int changes(int flags) {
    return (flags & (O_CREAT | O_TRUNC)) || (flags & O_ACCMODE) != O_RDONLY;
}

static mode_t mode_of(int flags, va_list rest) {
    return (flags & O_CREAT) ? (mode_t)va_arg(rest, int) : 0;
}

#define OPEN(function)                                        \
    int function(const char *path, int flags, ...) {          \
        va_list rest;                                         \
        va_start(rest, flags);                                \
        mode_t mode = mode_of(flags, rest);                   \
        va_end(rest);                                         \
        STEP(changes(flags) && is_below(path), -1)            \
        REAL(int, #function, const char *, int, ...);         \
        return real(path, flags, mode);                       \
    }
OPEN(open)
OPEN(open64)

ssize_t write(int fd, const void *bytes, size_t n) {
    REAL(ssize_t, "write", int, const void *, size_t);
    switch (fate(is_fd_below(fd))) {
    case 1: return -1;
    case 2: real(fd, bytes, n / 2); end();
    }
    return real(fd, bytes, n);
}

ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t n, unsigned flags) {
    STEP(is_fd_below(out), -1)
    REAL(ssize_t, "copy_file_range", int, off_t *, int, off_t *, size_t, unsigned);
    return real(in, from, out, to, n, flags);
}

int fsync(int fd) {
    STEP(is_fd_below(fd), -1)
    REAL(int, "fsync", int);
    return real(fd);
}

int fdatasync(int fd) {
    STEP(is_fd_below(fd), -1)
    REAL(int, "fdatasync", int);
    return real(fd);
}

int rename(const char *from, const char *to) {
    STEP(is_below(to), -1)
    REAL(int, "rename", const char *, const char *);
    return real(from, to);
}

int unlink(const char *path) {
    STEP(is_below(path), -1)
    REAL(int, "unlink", const char *);
    return real(path);
}

int unlinkat(int folder, const char *path, int flags) {
    STEP(path[0] == '/' ? is_below(path) : is_fd_below(folder), -1)
    REAL(int, "unlinkat", int, const char *, int);
    return real(folder, path, flags);
}

int mkdir(const char *path, mode_t mode) {
    STEP(is_below(path), -1)
    REAL(int, "mkdir", const char *, mode_t);
    return real(path, mode);
}

int rmdir(const char *path) {
    STEP(is_below(path), -1)
    REAL(int, "rmdir", const char *);
    return real(path);
}

__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("FAULT_COUNT");
    if (!path) return;
    char text[32];
    int n = snprintf(text, sizeof text, "%ld", count);
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd >= 0 && syscall(SYS_write, fd, text, n) < 0) return;
}
