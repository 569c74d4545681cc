/*
 * Load through CONNECT tunnels.
 *
 *   tunnels PROXY_PORT ORIGIN_PORT PATH SECONDS TUNNELS bulk|short
 *
 * bulk: each tunnel is opened once and asks for PATH again and again; short: a tunnel for each request.
 * At any time TUNNELS of them are open, each served by a thread that waits for its answer.
 */
#define _GNU_SOURCE
#include "client.h"

#include <pthread.h>
#include <stdatomic.h>

enum { MAX_SAMPLES = 8 * 1000 * 1000 };

static int proxy_port;
static int is_short;
static int64_t deadline;
static char connect_request[1024];
static char get_request[1024];
static int64_t *samples;
static atomic_size_t taken;
static atomic_llong bytes;
static atomic_llong errors;

static int open_tunnel(char *buffer) {
    int fd = connect_to(proxy_port);
    if (fd >= 0 && exchange(fd, connect_request, strlen(connect_request), 1, buffer) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static void *work(void *unused) {
    (void)unused;
    char *buffer = malloc(BUFFER);
    int fd = -1;
    while (now_ns() < deadline) {
        int64_t began = now_ns();
        if (fd < 0) {
            fd = open_tunnel(buffer);
        }
        int64_t got = fd < 0 ? -1 : exchange(fd, get_request, strlen(get_request), 0, buffer);
        if (got < 0) {
            atomic_fetch_add(&errors, 1);
            usleep(10000);
        } else {
            size_t slot = atomic_fetch_add(&taken, 1);
            if (slot < MAX_SAMPLES) {
                samples[slot] = now_ns() - began;
            }
            atomic_fetch_add(&bytes, got);
        }
        if (fd >= 0 && (is_short || got < 0)) {
            close(fd);
            fd = -1;
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
        fprintf(stderr, "usage: tunnels PROXY_PORT ORIGIN_PORT PATH SECONDS TUNNELS bulk|short\n");
        return 2;
    }
    proxy_port = atoi(argv[1]);
    is_short = strcmp(argv[6], "short") == 0;
    snprintf(connect_request, sizeof connect_request,
             "CONNECT 127.0.0.1:%s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nProxy-Connection: keep-alive\r\n\r\n", argv[2],
             argv[2]);
    snprintf(get_request, sizeof get_request,
             "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: %s\r\n" BROWSER_FIELDS "\r\n", argv[3], argv[2],
             is_short ? "close" : "keep-alive");
    samples = calloc(MAX_SAMPLES, sizeof *samples);
    int threads = atoi(argv[5]);
    pthread_t *ids = calloc((size_t)threads, sizeof *ids);
    int64_t began = now_ns();
    deadline = began + (int64_t)(atof(argv[4]) * 1e9);
    for (int i = 0; i < threads; i++) {
        pthread_create(&ids[i], NULL, work, NULL);
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
    }
    size_t size = taken < MAX_SAMPLES ? taken : MAX_SAMPLES;
    report(samples, size, (double)(now_ns() - began) / 1e9, bytes, errors);
    return 0;
}
