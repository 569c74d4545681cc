package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.clearhop.record.ConnectionView;
import io.clearhop.record.ExchangeView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of an exchange went, milliseconds.
 *
 * @param blocked until the request went on, but for connecting
 * @param connect of a new connection, -1 where one was reused
 * @param send of the request to the origin
 * @param waiting for the first byte of the response
 * @param receive the response
 */
record HarTimings(double blocked, double connect, double send, double waiting, double receive) {
    private static final double THOUSAND = 1000;

    static HarTimings of(ExchangeView x, @Nullable ConnectionView origin, double now) {
        double ended = x.ended() == null ? now : x.ended();
        double firstByte = x.firstByte() == null ? ended : x.firstByte();
        double forwarded = Math.min(x.forwarded() == null ? firstByte : x.forwarded(), firstByte);
        double sent = Math.min(Math.max(x.requestEnded() == null ? forwarded : x.requestEnded(), forwarded), firstByte);
        Double connecting = origin != null && x.nthOfOrigin() == 1 ? origin.connectMs() : null;
        double beforeForwarding = Math.max(0, forwarded - x.started());
        double connect = connecting == null ? -1 : Math.min(connecting, beforeForwarding);
        return new HarTimings(
                beforeForwarding - Math.max(0, connect),
                connect,
                sent - forwarded,
                firstByte - sent,
                Math.max(0, ended - firstByte));
    }

    double total() {
        return round(blocked + Math.max(0, connect) + send + waiting + receive);
    }

    void write(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("timings");
        out.writeNumberField("blocked", round(blocked));
        out.writeNumberField("dns", -1);
        out.writeNumberField("connect", round(connect));
        out.writeNumberField("ssl", -1);
        out.writeNumberField("send", round(send));
        out.writeNumberField("wait", round(waiting));
        out.writeNumberField("receive", round(receive));
        out.writeEndObject();
    }

    private static double round(double millis) {
        return Math.round(millis * THOUSAND) / THOUSAND;
    }
}
