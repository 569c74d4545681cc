package io.clearhop.access;

import io.clearhop.http.Ipv6Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The host of a target as the rules see it, however it is spelled: escapes decoded, in lower case, without a dot at its
 * end, and with every address that somebody might read in it. {@code 2130706433}, {@code 0x7f.1} and {@code 127.1} are
 * 127.0.0.1 for those who read hosts as inet_aton does, and a parent proxy may be one of them.
 *
 * @param name empty if it is none that a rule could be applied to
 * @param readings addresses, none for a name
 */
record HostText(String name, List<byte[]> readings) {
    private static final int LONGEST_NAME = 253;
    private static final int DECIMAL = 10;
    private static final int OCTAL = 8;
    private static final int HEXADECIMAL = 16;

    static HostText of(String host) {
        String decoded = decoded(host);
        int end = decoded.length();
        while (end > 0 && decoded.charAt(end - 1) == '.') {
            end--;
        }
        String plain = decoded.substring(0, end).toLowerCase(Locale.ROOT);
        if (plain.indexOf(':') >= 0) {
            byte[] v6 = Ipv6Text.parse(plain);
            return v6 == null ? new HostText("", List.of()) : new HostText(plain, List.of(IpBytes.normal(v6)));
        }
        List<byte[]> readings = new ArrayList<>(0);
        addReading(plain, true, readings);
        addReading(plain, false, readings);
        // No top-level domain is a number: what ends in one is an address to somebody, if a wrong one.
        boolean number = readings.isEmpty() && plain.matches("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
        boolean valid = plain.matches("[a-z0-9._-]{1," + LONGEST_NAME + "}") && !plain.contains("..") && !number;
        return new HostText(valid ? plain : "", List.copyOf(readings));
    }

    private static String decoded(String host) {
        if (host.indexOf('%') < 0) {
            return host;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < host.length(); i++) {
            boolean escape = host.charAt(i) == '%' && i + 2 < host.length();
            int high = escape ? Character.digit(host.charAt(i + 1), HEXADECIMAL) : -1;
            int low = escape ? Character.digit(host.charAt(i + 2), HEXADECIMAL) : -1;
            if (high >= 0 && low >= 0) {
                text.append((char) (high << 4 | low));
                i += 2;
            } else {
                text.append(host.charAt(i));
            }
        }
        return text.toString();
    }

    /** One to four numbers, of which the last fills the bytes that the others leave (POSIX inet_addr). */
    private static void addReading(String host, boolean octal, List<byte[]> readings) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return;
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            long most = last ? (1L << 8 * (5 - parts.length)) - 1 : 0xff;
            long number = number(parts[i], octal);
            if (number < 0 || number > most) {
                return;
            }
            address |= number << (last ? 0 : 24 - 8 * i);
        }
        byte[] bytes = {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address};
        if (readings.stream().noneMatch(known -> Arrays.equals(known, bytes))) {
            readings.add(bytes);
        }
    }

    private static long number(String digits, boolean octal) {
        boolean hex = digits.startsWith("0x");
        int radix = hex ? HEXADECIMAL : octal && digits.length() > 1 && digits.startsWith("0") ? OCTAL : DECIMAL;
        String number = hex ? digits.substring(2) : digits;
        if (!number.matches("[0-9a-f]{1,16}")) {
            return -1;
        }
        try {
            return Long.parseLong(number, radix);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
