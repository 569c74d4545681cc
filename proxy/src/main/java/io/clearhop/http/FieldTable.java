package io.clearhop.http;

import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/** Finds the {@link Field} row for the bytes of a field name, in any case and without making an object. */
public final class FieldTable {
    private static final int SLOTS = 256;
    private static final @Nullable Field[] TABLE = new Field[SLOTS];

    static {
        for (Field field : Field.values()) {
            AsciiString name = field.fieldName();
            int slot =
                    slot(name.byteAt(0), name.byteAt(name.length() - 1), name.byteAt(name.length() / 2), name.length());
            while (TABLE[slot] != null) {
                slot = (slot + 1) % SLOTS;
            }
            TABLE[slot] = field;
        }
    }

    private FieldTable() {}

    /**
     * The row of a field name.
     *
     * @param bytes where the name stands
     * @param start absolute index of its first byte
     * @param length of the name, at least 1
     * @return the row, or null if the name is not in the table
     */
    public static @Nullable Field find(byte[] bytes, int start, int length) {
        int slot = slot(bytes[start], bytes[start + length - 1], bytes[start + length / 2], length);
        for (Field row = TABLE[slot]; row != null; row = TABLE[slot]) {
            // Nearly always a name is spelled as the RFC spells it.
            if (Ascii.equals(bytes, start, length, row.fieldName())
                    || Ascii.equalsIgnoreCase(bytes, start, length, row.fieldName())) {
                return row;
            }
            slot = (slot + 1) % SLOTS;
        }
        return isForwarded(bytes, start, length) ? Field.X_FORWARDED : null;
    }

    /** X-Forwarded-For, X-Forwarded-Proto and many more: nobody knows them all. */
    private static boolean isForwarded(byte[] bytes, int start, int length) {
        AsciiString beginning = Field.X_FORWARDED.fieldName();
        return length > beginning.length() && Ascii.equalsIgnoreCase(bytes, start, beginning.length(), beginning);
    }

    private static int slot(byte first, byte last, byte middle, int length) {
        int hash = (first | 0x20) * 31 + (last | 0x20) * 17 + (middle | 0x20) * 7 + length * 13;
        return hash & (SLOTS - 1);
    }
}
