package io.clearhop.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of users as {@code htpasswd -B} writes it: a line {@code name:hash} each, {@code #} begins a comment line. Only
 * bcrypt is taken, because the other hashes of that format can be tried by the million a second.
 */
public final class PasswordFile {
    private static final String FORM = "\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}";
    private static final int CHEAPEST = 4;
    /** Takes some seconds; one of 31 would take days. */
    private static final int DEAREST = 16;

    private static final String FIX = "; make the line with: htpasswd -nB NAME";

    /**
     * Something that is wrong with a line.
     *
     * @param line counted from 1
     * @param sentence what, and what to write instead
     */
    public record Fault(int line, String sentence) {}

    private final Map<String, String> hashes = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private PasswordFile() {}

    /** Reads the content of a file. */
    public static PasswordFile parse(byte[] content) {
        PasswordFile file = new PasswordFile();
        int line = 1;
        int start = 0;
        for (int end = 0; end <= content.length; end++) {
            if (end == content.length || content[end] == '\n') {
                file.line(line++, ByteBuffer.wrap(content, start, end - start));
                start = end + 1;
            }
        }
        if (file.lines.isEmpty() && file.faults.isEmpty()) {
            file.faults.add(new Fault(1, "names no user, so nobody could use the proxy" + FIX));
        }
        return file;
    }

    /** Everything that is wrong, in the order of the lines. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /**
     * The users of a file without faults.
     *
     * @throws IllegalStateException if it has some
     */
    public Users users() {
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the file of users has faults");
        }
        return new Users(hashes);
    }

    private void line(int number, ByteBuffer bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            String content = text.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                entry(number, content);
            }
        } catch (CharacterCodingException malformed) {
            faults.add(new Fault(number, "is not UTF-8; save the file in UTF-8"));
        }
    }

    private void entry(int number, String content) {
        int colon = content.indexOf(':');
        String user = colon < 0 ? "" : content.substring(0, colon);
        String hash = content.substring(colon + 1);
        Integer earlier = lines.putIfAbsent(user, number);
        String fault = colon < 0
                ? "has no colon" + FIX
                : user.isEmpty()
                        ? "names no user" + FIX
                        : earlier != null
                                ? "names " + user + ", who is in line " + earlier + " already; keep one of the two"
                                : hashFault(user, hash);
        if (fault != null) {
            faults.add(new Fault(number, fault));
        } else {
            hashes.put(user, hash);
        }
    }

    // The hash is never told: whoever reads the message could begin to guess.
    private static @Nullable String hashFault(String user, String hash) {
        if (!hash.matches(FORM)) {
            return "has " + kind(hash) + " for " + user
                    + ", and only bcrypt is taken; make the line with: htpasswd -nB " + user;
        }
        int cost = Users.cost(hash);
        if (cost < CHEAPEST || cost > DEAREST) {
            return "has a bcrypt hash of cost " + cost + " for " + user + "; make it with a cost of " + CHEAPEST
                    + " to " + DEAREST + ", as in htpasswd -nBC 10 " + user;
        }
        return null;
    }

    private static String kind(String hash) {
        if (hash.startsWith("$apr1$") || hash.startsWith("$1$")) {
            return "an MD5 hash";
        }
        if (hash.startsWith("{SHA}") || hash.startsWith("{SSHA}")) {
            return "an SHA-1 hash";
        }
        if (hash.startsWith("$5$") || hash.startsWith("$6$")) {
            return "an SHA-2 hash";
        }
        return hash.startsWith("$2") ? "a broken bcrypt hash" : "no hash that is known, perhaps crypt or plain text,";
    }
}
