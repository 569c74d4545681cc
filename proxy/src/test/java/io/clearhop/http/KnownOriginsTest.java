package io.clearhop.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.clearhop.http.RequestTarget.Form;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownOriginsTest {
    private final KnownOrigins known = new KnownOrigins();

    @Test
    void anOriginIsFoundByTheSameBytesInTheSameFormOnly() {
        Origin origin = new Origin("o.test", 80);
        keep(Form.ABSOLUTE, "o.test", origin);
        assertThat(find(Form.ABSOLUTE, "o.test")).isSameAs(origin);
        assertThat(find(Form.AUTHORITY, "o.test")).isNull();
        assertThat(find(Form.ABSOLUTE, "O.test")).isNull();
        assertThat(find(Form.ABSOLUTE, "o.tes")).isNull();
        assertThat(find(Form.ABSOLUTE, "o.test.")).isNull();
    }

    @Test
    void moreThanThereIsRoomForAreForgottenAndNeverMistaken() {
        for (int i = 0; i < 1000; i++) {
            keep(Form.AUTHORITY, "h" + i + ":443", new Origin("h" + i, 443));
        }
        int found = 0;
        for (int i = 0; i < 1000; i++) {
            Origin origin = find(Form.AUTHORITY, "h" + i + ":443");
            found += origin == null ? 0 : 1;
            assertThat(origin).isIn(null, new Origin("h" + i, 443));
        }
        assertThat(found).isBetween(1, 64);
    }

    private void keep(Form form, String authority, Origin origin) {
        byte[] bytes = bytes(authority);
        known.keep(form, bytes, 1, bytes.length - 1, origin);
    }

    private @Nullable Origin find(Form form, String authority) {
        byte[] bytes = bytes(authority);
        return known.find(form, bytes, 1, bytes.length - 1);
    }

    private static byte[] bytes(String authority) {
        return ("<" + authority + ">").getBytes(StandardCharsets.ISO_8859_1);
    }
}
