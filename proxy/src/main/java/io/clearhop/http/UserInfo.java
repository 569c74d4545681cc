package io.clearhop.http;

/**
 * Where a URI, or the authority that CONNECT names, says who asks: what stands before an {@code @} may be a password,
 * which is never to be shown (RFC 9110 section 4.2.4, RFC 3986 sections 3.2.1 and 7.5). Such a request is refused, but it
 * is logged and recorded. Pure.
 *
 * @param start where it begins
 * @param end where its {@code @} stands; equal to {@link #start()} where nobody is named
 */
public record UserInfo(int start, int end) {
    /** Nobody is named. */
    public static final UserInfo NONE = new UserInfo(0, 0);

    private static final int SCHEME_END = "://".length();

    /** Finds it in a part of some text. */
    public static UserInfo find(byte[] text, int from, int to) {
        int start = authorityStart(text, from, to);
        int at = -1;
        for (int i = start; i < to && isOfAuthority(text[i]); i++) {
            at = text[i] == '@' ? i : at;
        }
        return at < 0 ? NONE : new UserInfo(start, at);
    }

    /** Whether somebody is named. */
    public boolean isThere() {
        return end > start;
    }

    /** Behind {@code scheme://}; the beginning where there is no scheme, as with CONNECT. */
    private static int authorityStart(byte[] text, int from, int to) {
        int colon = from;
        while (colon < to && isOfScheme(text[colon])) {
            colon++;
        }
        boolean scheme = colon + 2 < to && text[colon] == ':' && text[colon + 1] == '/' && text[colon + 2] == '/';
        return scheme ? colon + SCHEME_END : from;
    }

    private static boolean isOfScheme(byte b) {
        return Character.isLetterOrDigit(b) || b == '+' || b == '-' || b == '.';
    }

    private static boolean isOfAuthority(byte b) {
        return b != '/' && b != '?' && b != '#' && b != ' ';
    }
}
