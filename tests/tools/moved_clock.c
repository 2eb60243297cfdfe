/* The clock of a whole tree of processes, moved by MOVED_BY seconds; time that is only counted goes on as it is.
   LD_PRELOAD puts it before the C library. What waits until a moment of the wall clock is not moved with it: Python,
   SQLite and PostgreSQL wait for spans. libfaketime does more and can't be used: its sleeping fails under Python 3.11,
   https://github.com/wolfcw/libfaketime/issues/426. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long moved_by(void) {
    static long by;
    static int known;
    if (!known) {
        const char *given = getenv("MOVED_BY");
        by = given ? atol(given) : 0;
        known = 1;
    }
    return by;
}

int clock_gettime(clockid_t id, struct timespec *now) {
    int failed = syscall(SYS_clock_gettime, id, now);
    if (!failed && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
        now->tv_sec += moved_by();
    return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec at;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &at);
    now->tv_sec = at.tv_sec;
    now->tv_usec = at.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *now) {
    struct timespec at;
    clock_gettime(CLOCK_REALTIME, &at);
    if (now)
        *now = at.tv_sec;
    return at.tv_sec;
}

int timespec_get(struct timespec *now, int base) {
    return base == TIME_UTC && !clock_gettime(CLOCK_REALTIME, now) ? base : 0;
}
