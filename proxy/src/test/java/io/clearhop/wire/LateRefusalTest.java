package io.clearhop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.lab.Messages;
import io.clearhop.lab.Response;
import io.clearhop.lab.ScriptedClient;
import io.clearhop.observe.ProxyEvent;
import org.junit.jupiter.api.Test;

/** A connection that is refused not at once but after a while, as another machine does. */
class LateRefusalTest {
    @Test
    void isAnswered502AndSaysSo() throws Exception {
        FullBacklog origin = new FullBacklog();
        String authority = "127.0.0.1:" + origin.port();
        try (ProxyUnderTest proxy = ProxyUnderTest.smart();
                ScriptedClient client = proxy.client()) {
            client.send(Messages.head("GET http://" + authority + "/ HTTP/1.1", "Host: " + authority));
            proxy.events().await(ProxyEvent.OriginConnecting.class);
            // What the kernel sends again after a second is refused.
            origin.close();
            Response response = client.readResponse();
            assertThat(response.startLine()).isEqualTo("HTTP/1.1 502 Bad Gateway");
            assertThat(response.field("Proxy-Status")).contains("connection_refused");
        }
    }
}
