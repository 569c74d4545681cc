/*
 * Requests at a fixed rate, whatever the proxy does: an open loop.
 *
 *   rate PROXY_PORT ORIGIN_PORT PATH SECONDS CONNECTIONS RATE
 *
 * Request number i is due at START + i / RATE. A thread for each connection takes the next number, waits until it is
 * due, sends, and waits for the answer. The latency counts from when the request was due and not from when it could be
 * sent, so that a pause of the proxy counts for all requests that fell into it (no coordinated omission).
 */
#define _GNU_SOURCE
#include "client.h"

#include <pthread.h>
#include <stdatomic.h>

/* So long after the last request was due it gives up: the proxy can not keep the rate. */
enum { GRACE_SECONDS = 2 };

static int proxy_port;
static char request[1024];
static int64_t began;
static double interval_ns;
static size_t size;
static int64_t *samples;
static atomic_size_t taken;
static atomic_llong bytes;
static atomic_llong errors;

static void sleep_until(int64_t due) {
    struct timespec t = {.tv_sec = due / 1000000000, .tv_nsec = due % 1000000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) != 0) {
    }
}

static void *work(void *unused) {
    (void)unused;
    /* Timers fire when they are due, not within the usual 50 us after. */
    prctl(PR_SET_TIMERSLACK, 1);
    char *buffer = malloc(BUFFER);
    int64_t give_up = began + (int64_t)(interval_ns * (double)size) + GRACE_SECONDS * 1000000000LL;
    int fd = connect_to(proxy_port);
    for (size_t i = atomic_fetch_add(&taken, 1); i < size && now_ns() < give_up; i = atomic_fetch_add(&taken, 1)) {
        int64_t due = began + (int64_t)(interval_ns * (double)i);
        sleep_until(due);
        if (fd < 0) {
            fd = connect_to(proxy_port);
        }
        int64_t got = fd < 0 ? -1 : exchange(fd, request, strlen(request), 0, buffer);
        if (got < 0) {
            atomic_fetch_add(&errors, 1);
            if (fd >= 0) {
                close(fd);
                fd = -1;
            }
        } else {
            samples[i] = now_ns() - due;
            atomic_fetch_add(&bytes, got);
        }
    }
    if (fd >= 0) {
        close(fd);
    }
    free(buffer);
    return NULL;
}

int main(int argc, char **argv) {
    if (argc != 7) {
        fprintf(stderr, "usage: rate PROXY_PORT ORIGIN_PORT PATH SECONDS CONNECTIONS RATE\n");
        return 2;
    }
    proxy_port = atoi(argv[1]);
    interval_ns = 1e9 / atof(argv[6]);
    size = (size_t)(atof(argv[4]) * atof(argv[6]));
    samples = calloc(size + 1, sizeof *samples);
    snprintf(request, sizeof request,
             "GET http://127.0.0.1:%s%s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nProxy-Connection: keep-alive\r\n" BROWSER_FIELDS
             "\r\n",
             argv[2], argv[3], argv[2]);
    int threads = atoi(argv[5]);
    pthread_t *ids = calloc((size_t)threads, sizeof *ids);
    /* A little later, so that all threads and connections are there. */
    began = now_ns() + 200000000;
    for (int i = 0; i < threads; i++) {
        pthread_create(&ids[i], NULL, work, NULL);
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
    }
    report(samples, size, (double)(now_ns() - began) / 1e9, bytes, errors);
    return 0;
}
