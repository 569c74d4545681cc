package io.clearhop.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.loop.Backlog;
import io.clearhop.loop.SendQueue;
import io.clearhop.observe.ProxyEvents;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Heads that arrive in parts are counted in what the loop keeps in memory. */
class SlowHeadsTest {
    private static final String PART = "GET http://o/ HTTP/1.1\r\nHost: o\r\nX: ";
    private static final int BUDGET = 20_000;

    private final Backlog backlog = new Backlog(BUDGET);
    private final List<EmbeddedChannel> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private EmbeddedChannel client() {
        EmbeddedChannel client = EmbeddedChannel.builder().build();
        SendQueue.make(client, backlog);
        Playbook.serve(client, ProxyEvents.NONE, (origin, access, listener) -> {});
        clients.add(client);
        return client;
    }

    private static EmbeddedChannel sends(EmbeddedChannel client, String text) {
        Playbook.receive(client, text);
        return client;
    }

    @Test
    void oneMoreLargeHeadInPartsIsAnswered503WhereMemoryIsShortAndASmallOneIsNot() {
        EmbeddedChannel first = sends(client(), PART + "x".repeat(10_000));
        EmbeddedChannel second = sends(client(), PART + "x".repeat(9_000));
        assertThat(Playbook.sent(first) + Playbook.sent(second)).isEmpty();
        EmbeddedChannel third = sends(client(), PART + "x".repeat(5_000));
        assertThat(Playbook.sent(third))
                .startsWith("HTTP/1.1 503 ")
                .contains("short of memory")
                .contains("Connection: close");
        EmbeddedChannel small = sends(sends(client(), PART), "x".repeat(4_000));
        assertThat(Playbook.sent(small)).isEmpty();
    }

    @Test
    void whatAHeadInPartsKeptIsFreeWhenItIsWholeOrItsClientLeaves() {
        EmbeddedChannel first = sends(client(), PART + "x".repeat(15_000));
        first.close();
        EmbeddedChannel second = sends(client(), PART + "x".repeat(15_000));
        sends(second, "\r\n\r\n");
        EmbeddedChannel third = sends(client(), PART + "x".repeat(15_000));
        assertThat(Playbook.sent(second) + Playbook.sent(third)).isEmpty();
    }

    @Test
    void contentThatNobodyTakesYetIsCountedToo() {
        sends(client(), "POST http://o/ HTTP/1.1\r\nHost: o\r\nContent-Length: 30000\r\n\r\n" + "x".repeat(20_000));
        assertThat(Playbook.sent(sends(client(), PART + "x".repeat(5_000)))).startsWith("HTTP/1.1 503 ");
    }
}
