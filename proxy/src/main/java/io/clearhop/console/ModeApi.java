package io.clearhop.console;

import io.clearhop.config.ListenMode;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each listener does with new connections, and how that is changed. */
final class ModeApi {
    private final ConsoleProxy proxy;

    ModeApi(ConsoleProxy proxy) {
        this.proxy = proxy;
    }

    Answer modes() {
        return Answer.json(Json.value(out -> StateJson.listeners(out, proxy)));
    }

    Answer change(Question question) {
        Map<String, @Nullable Object> members;
        try {
            members = question.members();
        } catch (IOException malformed) {
            return bad("The content is no JSON object.");
        }
        ListenMode mode = mode(members.get("mode"));
        if (mode == null) {
            return bad("The member mode is smart or dumb.");
        }
        if (!(members.get("address") instanceof String address)) {
            return bad("The member address is missing; it is one of those that GET tells.");
        }
        Optional<InetSocketAddress> listener = proxy.listeners().stream()
                .map(ConsoleProxy.Listening::address)
                .filter(each -> EntityJson.text(each).equals(address))
                .findFirst();
        if (listener.isEmpty() || !proxy.switchMode(listener.get(), mode)) {
            return Answer.problem(HttpResponseStatus.NOT_FOUND, "The proxy does not listen on " + address + ".");
        }
        return modes();
    }

    static String word(ListenMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable ListenMode mode(@Nullable Object word) {
        for (ListenMode mode : ListenMode.values()) {
            if (word instanceof String text && mode.name().equalsIgnoreCase(text)) {
                return mode;
            }
        }
        return null;
    }

    static Answer bad(String detail) {
        return Answer.problem(HttpResponseStatus.BAD_REQUEST, detail);
    }
}
