/* A blocking HTTP/1.1 client for the load generators: what they share. */
#ifndef CLIENT_H
#define CLIENT_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 256 * 1024, PATIENCE_SECONDS = 30 };

/* What a browser sends besides Host. */
#define BROWSER_FIELDS                                                                                             \
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 "          \
    "Safari/537.36\r\n"                                                                                            \
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"                                  \
    "Accept-Encoding: gzip, deflate\r\n"                                                                           \
    "Accept-Language: en-GB,en;q=0.9\r\n"                                                                          \
    "Cache-Control: max-age=0\r\n"                                                                                 \
    "Cookie: session=0123456789abcdef0123456789abcdef\r\n"                                                         \
    "Referer: http://origin.test/\r\n"                                                                             \
    "Upgrade-Insecure-Requests: 1\r\n"

static inline int64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* A connection to a port of 127.0.0.1, or -1. */
static inline int connect_to(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int on = 1;
    struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Sends a request and reads its whole answer. Returns the bytes of it, or -1 unless it was a 200. */
static inline int64_t exchange(int fd, const char *request, size_t length, int is_connect, char *buffer) {
    if (send(fd, request, length, MSG_NOSIGNAL) != (ssize_t)length) {
        return -1;
    }
    int64_t got = 0;
    int64_t whole = -1;
    while (whole < 0 || got < whole) {
        /* Behind the head the bytes are of no interest, and may be written over. */
        size_t at = whole < 0 ? (size_t)got : 0;
        ssize_t n = at < BUFFER - 1 ? recv(fd, buffer + at, BUFFER - 1 - at, 0) : -1;
        if (n <= 0) {
            return -1;
        }
        got += n;
        if (whole < 0) {
            buffer[got] = 0;
            char *end = strstr(buffer, "\r\n\r\n");
            if (end != NULL) {
                end[2] = 0;
                char *content = strcasestr(buffer, "\r\nContent-Length:");
                if (strncmp(buffer + 8, " 200", 4) != 0 || (content == NULL && !is_connect)) {
                    return -1;
                }
                whole = end + 4 - buffer + (content == NULL || is_connect ? 0 : atoll(content + 17));
            }
        }
    }
    return got;
}

/* The latencies of a run in nanoseconds; 0 where there is none. */
static int compare_samples(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Prints the line that the harness reads. */
static inline void report(int64_t *samples, size_t size, double seconds, int64_t bytes, int64_t errors) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        if (samples[i] > 0) {
            samples[count++] = samples[i];
        }
    }
    qsort(samples, count, sizeof *samples, compare_samples);
    size_t last = count > 0 ? count - 1 : 0;
    double us = count > 0 ? 1e-3 : 0;
    printf("result requests=%zu seconds=%.6f bytes=%lld errors=%lld p50=%.0f p99=%.0f p999=%.0f\n", count, seconds,
           (long long)bytes, (long long)errors, samples[last / 2] * us, samples[(size_t)(last * 0.99)] * us,
           samples[(size_t)(last * 0.999)] * us);
}

#endif
