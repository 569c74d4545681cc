package io.clearhop.it;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the access log in {@code hop} format.
 *
 * @param client the client connection
 * @param nthOfClient which of its exchanges this is
 * @param origin the origin connection, {@code o-} if there was none
 * @param nthOfOrigin which of its exchanges this is
 * @param attempts how often the request was sent
 * @param text all of it
 */
record LogLine(
        String client,
        int nthOfClient,
        String request,
        String status,
        String origin,
        int nthOfOrigin,
        int attempts,
        String outcome,
        String text) {
    private static final Pattern FORMAT = Pattern.compile(
            "[-\\d]+ [:.\\d]+ x\\d+ (c\\d+)#(\\d+) \\S+ \"(.*?)\" (\\S+) (o-|o\\d+)"
                    + "(?:#(\\d+) (?:new|reused))?(?: attempts=(\\d+))? in=\\d+ out=\\d+ ms=\\S+(?: user=\\S+)? (\\S+) client=.*");

    static LogLine parse(String line) {
        Matcher fields = FORMAT.matcher(line);
        if (!fields.matches()) {
            throw new AssertionError("not in the format of the access log: " + line);
        }
        return new LogLine(
                fields.group(1),
                Integer.parseInt(fields.group(2)),
                fields.group(3),
                fields.group(4),
                fields.group(5),
                number(fields.group(6), 0),
                number(fields.group(7), 1),
                fields.group(8),
                line);
    }

    private static int number(String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    @Override
    public String toString() {
        return text;
    }
}
