package io.clearhop.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.forward.FieldDecision;
import io.clearhop.forward.FieldRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadComparisonTest {
    @Test
    void eachLineStandsBesideWhatBecameOfIt() {
        HeadsView heads = compare(
                "GET http://o/ HTTP/1.0\r\nHost: o\r\nConnection: x\r\nProxy-Connection: keep-alive\r\nX: 1\r\nA: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: o\r\nA: b\r\nVia: 1.0 p\r\n\r\n",
                List.of(
                        new FieldDecision("Host", FieldRule.END_TO_END),
                        new FieldDecision("Connection", FieldRule.HOP_BY_HOP),
                        new FieldDecision("Proxy-Connection", FieldRule.PROXY_CONNECTION),
                        new FieldDecision("X", FieldRule.NOMINATED),
                        new FieldDecision("A", FieldRule.END_TO_END),
                        new FieldDecision("Via: 1.0 p", FieldRule.VIA_HERE)));
        assertThat(heads.fields().stream().map(HeadComparisonTest::row))
                .containsExactly(
                        "passed|Host: o|Host: o|end-to-end",
                        "removed|Connection: x|null|hop-by-hop",
                        "translated|Proxy-Connection: keep-alive|null|proxy-connection",
                        "removed|X: 1|null|nominated",
                        "passed|A: b|A: b|end-to-end",
                        "added|null|Via: 1.0 p|via-here");
        assertThat(heads.lineDecisions().stream().map(HeadComparisonTest::row))
                .containsExactly("translated|http://o/|/|target-of-origin", "translated|HTTP/1.0|HTTP/1.1|own-version");
        assertThat(heads.fields().get(1).section()).isEqualTo("RFC 9110 section 7.6.1");
    }

    @Test
    void repeatedLinesKeepTheirOrder() {
        HeadsView heads = compare(
                "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX: y\r\nSet-Cookie: b=2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX: y\r\nSet-Cookie: b=2\r\n\r\n",
                List.of(
                        new FieldDecision("Set-Cookie", FieldRule.END_TO_END),
                        new FieldDecision("X", FieldRule.END_TO_END),
                        new FieldDecision("Set-Cookie", FieldRule.END_TO_END)));
        assertThat(heads.fields())
                .extracting(FieldView::sent)
                .containsExactly("Set-Cookie: a=1", "X: y", "Set-Cookie: b=2");
    }

    @Test
    void aFoldThatBecameASpaceIsARepair() {
        HeadsView heads = compare(
                "HTTP/1.1 200 OK\r\nX: a\r\n  b\r\nY : z\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a b\r\nY: z\r\n\r\n",
                List.of(new FieldDecision("X", FieldRule.END_TO_END), new FieldDecision("Y", FieldRule.END_TO_END)));
        assertThat(heads.fields().stream().map(HeadComparisonTest::row))
                .containsExactly("passed|X: a b|X: a b|end-to-end", "repaired|Y : z|Y: z|end-to-end");
    }

    @Test
    void ofTheDumbProxyItIsMarkedWhatShouldNotHavePassed() {
        HeadsView heads = compare(
                "GET http://o/ HTTP/1.0\r\nProxy-Connection: keep-alive\r\nX: y\r\n\r\n",
                "GET / HTTP/1.0\r\nProxy-Connection: keep-alive\r\nX: y\r\n\r\n",
                null);
        assertThat(heads.fields()).extracting(FieldView::rule).containsExactly("relayed-blindly", "relayed");
    }

    @Test
    void aResponseOfTheProxysOwnIsAdded() {
        HeadsView heads = compare("", "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 2\r\n\r\nno", null);
        assertThat(heads.receivedLine()).isNull();
        assertThat(heads.fields().stream().map(HeadComparisonTest::row))
                .containsExactly("added|null|Content-Length: 2|own");
    }

    @Test
    void aRequestThatWentNoFurtherKeepsItsLines() {
        HeadsView heads = compare("GET http://o/ HTTP/1.1\r\nHost: o\r\n\r\n", "", List.of());
        assertThat(heads.sentLine()).isNull();
        assertThat(heads.fields().stream().map(HeadComparisonTest::row))
                .containsExactly("removed|Host: o|null|not-forwarded");
    }

    private static HeadsView compare(String received, String sent, List<FieldDecision> decisions) {
        return HeadComparison.of(bytes(received), bytes(sent), decisions, LineRule.NOT_FORWARDED);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String row(FieldView field) {
        return field.decision().word() + "|" + field.received() + "|" + field.sent() + "|" + field.rule();
    }
}
