package io.clearhop.access;

import io.clearhop.access.Attempt.Verdict;
import io.clearhop.http.Field;
import io.clearhop.http.Head;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Asks clients for a user name and a password (RFC 9110 section 11.7, RFC 7617). A password that was right is not hashed
 * again for a while: its credentials are remembered by a keyed hash, whose key nobody else has. Of one event loop.
 */
public final class ProxyAuthentication {
    /**
     * How long the answer to wrong credentials takes, in milliseconds: against those who guess, and so that the time of the
     * check itself tells nothing.
     */
    public static final long FAILURE_DELAY_MILLIS = 1000;

    private static final int REMEMBERED = 4096;
    private static final long REMEMBER_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final String ALGORITHM = "HmacSHA256";

    private record Known(String user, Users version, long untilNanos) {}

    private final Accounts accounts;
    private final ScheduledExecutorService loop;
    private final Mac mac = keyedHash();
    private final Checks checks = new Checks();
    private final Map<ByteBuffer, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Makes the authentication of one event loop.
     *
     * @param accounts shared by all event loops
     * @param loop where the outcome of a check is told
     */
    public ProxyAuthentication(Accounts accounts, ScheduledExecutorService loop) {
        this.accounts = accounts;
        this.loop = loop;
    }

    private static Mac keyedHash() {
        try {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Reads the credentials of a request. The head need not stay. */
    public Attempt attempt(Head head) {
        int line = head.find(Field.PROXY_AUTHORIZATION, 0);
        if (line < 0) {
            return Attempt.decided(Verdict.MISSING, "");
        }
        // A field that is no list stands once (RFC 9110 section 5.3); of two, nobody knows which one counts.
        if (head.find(Field.PROXY_AUTHORIZATION, line + 1) >= 0) {
            return Attempt.decided(Verdict.MALFORMED, "");
        }
        byte[] value = Arrays.copyOfRange(head.bytes(), head.valueStart(line), head.valueEnd(line));
        ByteBuffer digest = ByteBuffer.wrap(mac.doFinal(value));
        Known before = known.get(digest);
        if (before != null && before.version == accounts.users() && before.untilNanos - System.nanoTime() > 0) {
            return Attempt.decided(Verdict.ACCEPTED, before.user);
        }
        BasicCredentials credentials = BasicCredentials.parse(new String(value, StandardCharsets.ISO_8859_1));
        return credentials == null
                ? Attempt.decided(Verdict.MALFORMED, "")
                : new Attempt(null, credentials.user(), credentials, digest);
    }

    /**
     * Finds out whether the credentials are right, and tells it on the event loop; at once, and before this returns, where
     * nothing has to be checked.
     *
     * @param client whose credentials they are: its guesses are counted
     */
    public void decide(Attempt attempt, Object client, Consumer<Verdict> then) {
        BasicCredentials credentials = attempt.credentials();
        ByteBuffer digest = attempt.digest();
        if (credentials == null || digest == null) {
            then.accept(attempt.verdict() == null ? Verdict.MALFORMED : attempt.verdict());
        } else if (!checks.join(digest, then)) {
            Users users = accounts.users();
            long begin = System.nanoTime();
            if (!checks.begin(digest, client, then)) {
                then.accept(Verdict.BUSY);
            } else if (!accounts.offer(() -> check(credentials, digest, users, begin))) {
                checks.end(digest, Verdict.BUSY);
            }
        }
    }

    /** On a thread that has the time. */
    private void check(BasicCredentials credentials, ByteBuffer digest, Users users, long begin) {
        boolean right = false;
        try {
            right = users.accept(credentials);
        } finally {
            tell(credentials, digest, right ? users : null, begin);
        }
    }

    private void tell(BasicCredentials credentials, ByteBuffer digest, @Nullable Users accepting, long begin) {
        try {
            loop.execute(() -> checked(credentials.user(), digest, accepting, begin));
        } catch (RejectedExecutionException e) {
            // The proxy has stopped, and nobody waits any more.
        }
    }

    private void checked(String user, ByteBuffer digest, @Nullable Users accepting, long begin) {
        long now = System.nanoTime();
        if (accepting != null) {
            known.put(digest, new Known(user, accepting, now + REMEMBER_NANOS));
            checks.end(digest, Verdict.ACCEPTED);
        } else {
            long rest = TimeUnit.MILLISECONDS.toNanos(FAILURE_DELAY_MILLIS) - (now - begin);
            loop.schedule(() -> checks.end(digest, Verdict.WRONG), Math.max(0, rest), TimeUnit.NANOSECONDS);
        }
    }
}
