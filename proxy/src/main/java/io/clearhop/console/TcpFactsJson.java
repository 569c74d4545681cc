package io.clearhop.console;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What the kernel knows of a connection, as JSON. */
final class TcpFactsJson {
    private TcpFactsJson() {}

    static void member(JsonGenerator out, TcpFacts tcp) throws IOException {
        out.writeObjectFieldStart("tcp");
        out.writeStringField("state", tcp.state());
        out.writeNumberField("rttMs", tcp.rttMs());
        out.writeNumberField("rttVarMs", tcp.rttVarMs());
        out.writeNumberField("rtoMs", tcp.rtoMs());
        out.writeNumberField("cwnd", tcp.cwnd());
        out.writeNumberField("mss", tcp.mss());
        out.writeNumberField("unacked", tcp.unacked());
        out.writeNumberField("lost", tcp.lost());
        out.writeNumberField("retransmits", tcp.retransmits());
        out.writeNumberField("totalRetransmits", tcp.totalRetransmits());
        out.writeEndObject();
    }
}
