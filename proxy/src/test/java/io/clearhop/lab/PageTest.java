package io.clearhop.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PageTest {
    private static final Page PAGE = new Page(3, 100);

    @Test
    void theDocumentNamesTheObjectsAndTheOriginHasThem() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(PAGE.script());
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            Response document = client.exchange(get(Page.DOCUMENT));
            assertThat(Page.objectsOf(document.text())).containsExactly("/1", "/2", "/3");
            assertThat(client.exchange(get("/3")).text()).hasSize(100);
            assertThat(client.exchange(get("/4")).statusCode()).isEqualTo(404);
            assertThat(client.exchange(get("/favicon.ico")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theConnectionIsClosedWhenTheClientAsksForIt() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(PAGE.script());
                ScriptedClient client = ScriptedClient.connect(origin.address())) {
            client.exchange(get("/1"));
            client.exchange(Messages.head("GET /2 HTTP/1.1", "Host: page.test", "Connection: close"));
            client.awaitEnd();
        }
    }

    private static String get(String path) {
        return Messages.head("GET " + path + " HTTP/1.1", "Host: page.test");
    }
}
