package io.clearhop.log;

import io.clearhop.http.Origin;
import io.clearhop.observe.ExchangeSummary;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The native format of Squid's access.log, {@code %ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt}, for tools
 * that read it. docs/access-log.md says what differs.
 */
public final class SquidFormat implements AccessFormat {
    private static final int ELAPSED_WIDTH = 6;

    private final @Nullable Origin parent;
    private final LogAddress addresses = new LogAddress();
    private final RequestText request = new RequestText();

    /**
     * Makes the format.
     *
     * @param parent the parent proxy, if there is one
     */
    public SquidFormat(@Nullable Origin parent) {
        this.parent = parent;
    }

    /** Squid's time is that of the end. */
    @Override
    public void append(ExchangeSummary exchange, LineBuffer line) {
        request.line(exchange.requestHead());
        long elapsed = TimeUnit.NANOSECONDS.toMillis(exchange.totalNanos());
        long ended = exchange.epochMillis() + elapsed;
        line.number(Math.floorDiv(ended, 1000L));
        LogTime.millis(ended, line);
        line.ascii(' ').aligned(elapsed, ELAPSED_WIDTH).ascii(' ');
        addresses.append(exchange.clientAddress(), false, line);
        line.ascii(' ').ascii(SquidTag.of(exchange).text()).ascii('/').padded(exchange.status(), 3);
        line.ascii(' ').number(exchange.responseBytes()).ascii(' ');
        if (request.isEmpty()) {
            line.ascii("NONE error:invalid-request");
        } else {
            request.method(Escape.PERCENT, line);
            line.ascii(' ');
            request.target(Escape.PERCENT, line);
        }
        line.ascii(' ');
        Escape.PERCENT.orDash(exchange.user(), line);
        line.ascii(' ');
        hierarchy(exchange, line);
        line.ascii(" -");
    }

    private void hierarchy(ExchangeSummary exchange, LineBuffer line) {
        Origin hop = exchange.nextHop();
        if (hop == null || exchange.origin() == 0) {
            line.ascii("HIER_NONE/-");
        } else {
            line.ascii(hop.equals(parent) ? "SINGLE_PARENT/" : "HIER_DIRECT/");
            Escape.PERCENT.append(hop.host(), line);
        }
    }
}
