package io.clearhop.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.access.Peer;
import io.clearhop.http.Malformed;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9209 section 2.3. */
class ProxyErrorTest {
    /** Each type with the status that RFC 9209 recommends; 0: the one that fits, of 4xx. */
    private static final Map<String, Integer> RECOMMENDED = Map.ofEntries(
            Map.entry("dns_timeout", 504),
            Map.entry("dns_error", 502),
            Map.entry("destination_unavailable", 503),
            Map.entry("destination_ip_prohibited", 502),
            Map.entry("destination_ip_unroutable", 502),
            Map.entry("connection_refused", 502),
            Map.entry("connection_terminated", 502),
            Map.entry("connection_timeout", 504),
            Map.entry("connection_read_timeout", 504),
            Map.entry("connection_write_timeout", 504),
            Map.entry("connection_limit_reached", 503),
            Map.entry("http_request_error", 0),
            Map.entry("http_request_denied", 403),
            Map.entry("http_response_incomplete", 502),
            Map.entry("http_response_header_section_size", 502),
            Map.entry("http_response_transfer_coding", 502),
            Map.entry("http_response_timeout", 504),
            Map.entry("http_upgrade_failed", 502),
            Map.entry("http_protocol_error", 502),
            Map.entry("proxy_configuration_error", 500),
            Map.entry("proxy_internal_error", 500),
            Map.entry("proxy_internal_response", 0),
            Map.entry("proxy_loop_detected", 502));

    /**
     * 508 (Loop Detected) says what 502 would leave to be guessed; 403 that the fault is no gateway's; 407 is how credentials
     * are asked for (RFC 9110 section 15.5.8), and 503 that they may be tried again; 429 that it is one client's connections
     * that count.
     */
    private static final Set<ProxyError> WITH_A_BETTER_STATUS = Set.of(
            ProxyError.LOOP,
            ProxyError.ADDRESS_DENIED,
            ProxyError.UNAUTHENTICATED,
            ProxyError.AUTHENTICATION_BUSY,
            ProxyError.MEMORY_SHORT,
            ProxyError.TOO_MANY_OF_ADDRESS);

    @ParameterizedTest
    @EnumSource
    void everyErrorHasATypeOfTheRegistryAndTheStatusThatIsRecommendedForIt(ProxyError error) {
        assertThat(RECOMMENDED).containsKey(error.type());
        int recommended = RECOMMENDED.get(error.type());
        if (recommended == 0) {
            assertThat(error.status()).isBetween(400, 499);
        } else if (!WITH_A_BETTER_STATUS.contains(error)) {
            assertThat(error.status()).isEqualTo(recommended);
        }
        assertThat(error.sentence()).endsWith(".").doesNotContain("{");
        assertThat(error.sentence(Peer.PARENT)).doesNotContain("{").doesNotContain("origin");
    }

    @ParameterizedTest
    @EnumSource
    void aMalformedResponseIsAnErrorOfTheNextHop(Malformed fault) {
        assertThat(ProxyError.ofResponse(fault).status()).isEqualTo(502);
    }
}
