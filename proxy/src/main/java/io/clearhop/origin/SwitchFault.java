package io.clearhop.origin;

import io.clearhop.http.Head;
import io.clearhop.http.UpgradeProtocols;
import org.jspecify.annotations.Nullable;

/** Whether a 101 (Switching Protocols) makes a tunnel (RFC 9110 section 7.8): a pure rule. */
final class SwitchFault {
    private SwitchFault() {}

    /**
     * What is wrong with it, as a sentence that begins with a space, or null.
     *
     * @param offer what the origin was offered, or null
     */
    static @Nullable String of(@Nullable UpgradeProtocols offer, Head head, boolean requestEnded) {
        if (offer == null) {
            return " It was not asked to.";
        }
        if (head.isHttp10()) {
            return " Its 101 is HTTP/1.0, which knows neither Upgrade nor interim responses (RFC 9110 section 7.8).";
        }
        if (!offer.allow(head)) {
            return " Its 101 has to name what it was offered, which is " + offer.value() + ".";
        }
        return requestEnded ? null : " The content of the request was not complete.";
    }
}
