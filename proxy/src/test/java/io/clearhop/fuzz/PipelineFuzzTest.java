package io.clearhop.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.clearhop.evidence.Agreement;
import io.clearhop.evidence.Conversation;
import java.util.List;

/**
 * Any bytes from a client, and any from the origins: no exception, no buffer is lost, and what is forwarded a second
 * parser reads as the same messages. An input is text in which the client speaks first, and three control bytes direct.
 */
class PipelineFuzzTest {
    /** The other side speaks. */
    private static final char OTHER = '\u001e';
    /** The read ends here. */
    private static final char CUT = '\u001d';
    /** Who speaks closes; the client only its half, the second time all. */
    private static final char CLOSE = '\u001c';

    @DictionaryFile(resourcePath = "http.dict")
    @FuzzTest(maxDuration = "25s")
    void whateverBothSidesSend(byte[] bytes) {
        Conversation talk = new Conversation(List::of, List.of());
        play(bytes, talk);
        talk.close();
        assertThat(Agreement.faults(talk)).isEmpty();
    }

    private static void play(byte[] bytes, Conversation talk) {
        boolean client = true;
        boolean halfClosed = false;
        StringBuilder said = new StringBuilder();
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            if (c != OTHER && c != CUT && c != CLOSE) {
                said.append(c);
                continue;
            }
            say(client, said, talk);
            if (c == CLOSE) {
                close(client, halfClosed, talk);
                halfClosed |= client;
            }
            client ^= c == OTHER;
        }
        say(client, said, talk);
    }

    private static void say(boolean client, StringBuilder said, Conversation talk) {
        if (client) {
            talk.client(said.toString());
        } else {
            talk.origin(said.toString());
        }
        said.setLength(0);
    }

    private static void close(boolean client, boolean halfClosed, Conversation talk) {
        if (!client) {
            talk.originCloses();
        } else if (halfClosed) {
            talk.clientCloses();
        } else {
            talk.clientHalfCloses();
        }
    }
}
