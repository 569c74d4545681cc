package io.clearhop.wire;

import io.clearhop.config.HostPort;
import io.clearhop.config.ProxyConfigBuilder;
import io.clearhop.lab.ScriptedOrigin;
import java.util.function.Consumer;

/** Settings that put a proxy before another one. */
final class Parents {
    private Parents() {}

    static Consumer<ProxyConfigBuilder> at(ScriptedOrigin parent) {
        return builder -> builder.parent(new HostPort("127.0.0.1", parent.port()));
    }

    static Consumer<ProxyConfigBuilder> at(ProxyUnderTest parent) {
        return builder -> builder.parent(parent.hostPort());
    }
}
