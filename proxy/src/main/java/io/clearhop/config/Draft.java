package io.clearhop.config;

import io.clearhop.http.RetryCause;
import io.clearhop.http.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A configuration in the making: values as they were written, before modes and addresses are brought together. */
public final class Draft {
    final ProxyConfigBuilder config = ProxyConfig.DEFAULTS.toBuilder();
    final List<ListenMode> modes = new ArrayList<>();
    final List<ListenSpec> listens = new ArrayList<>();
    private final Set<String> resolved = new HashSet<>();

    private final Set<RetryCause> retryOn = EnumSet.noneOf(RetryCause.class);
    private boolean neverRetry;
    private boolean parentCredentialsGiven;
    private boolean consoleTokenGiven;

    Draft() {}

    void parentCredentials(ParentCredentials value) throws BadValue {
        if (parentCredentialsGiven) {
            throw new BadValue("says once more what another setting says; give parent-auth or parent-auth-file");
        }
        parentCredentialsGiven = true;
        config.parentCredentials(value);
    }

    void consoleToken(String value) throws BadValue {
        if (consoleTokenGiven) {
            throw new BadValue("says once more what another setting says; give console-token or console-token-file");
        }
        consoleTokenGiven = true;
        config.console(console ->
                value.equals(ConsoleTokenType.RANDOM) ? console.withRandomToken() : console.withToken(value));
    }

    void tcpKeepAlive(Duration value) throws BadValue {
        if (value.toMillisPart() != 0) {
            throw new BadValue(
                    "has a fraction of a second, which no system measures; give whole seconds, such as 5s, or 0");
        }
        config.tcpKeepAlive(value);
    }

    void retryOn(Set<RetryCause> causes) throws BadValue {
        retryOn.addAll(causes);
        neverRetry |= causes.isEmpty();
        if (neverRetry && !retryOn.isEmpty()) {
            throw new BadValue("contradicts the other values; give none alone, or name the failures");
        }
        config.pool(pool -> pool.withRetry(new RetryPolicy(retryOn)));
    }

    void resolve(NamedAddress entry) throws BadValue {
        if (!resolved.add(entry.name())) {
            throw new BadValue("names " + entry.name() + " once more; give each name one address");
        }
        config.resolve(entry.name(), entry.address());
    }
}
