package io.clearhop.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A configuration in the making: values as they were written, before modes and addresses are brought together. */
public final class Draft {
    final ProxyConfigBuilder config = ProxyConfig.DEFAULTS.toBuilder();
    final List<ListenMode> modes = new ArrayList<>();
    final List<ListenSpec> listens = new ArrayList<>();
    private final Set<String> resolved = new HashSet<>();

    Draft() {}

    void resolve(NamedAddress entry) throws BadValue {
        if (!resolved.add(entry.name())) {
            throw new BadValue("names " + entry.name() + " once more; give each name one address");
        }
        config.resolve(entry.name(), entry.address());
    }
}
