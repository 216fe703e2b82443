package org.axiomj.properties.vnnlib;

import java.nio.charset.StandardCharsets;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.UnsupportedPropertyException;

/** The bytes of a specification, and messages that point into it. Bytes that are not UTF-8 are tolerated. */
final class SourceText {
    private static final int LONGEST_EXCERPT = 40;

    final String name;
    final byte[] bytes;

    SourceText(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** The same, in quotes, fit for one line of a message. */
    String excerpt(int start, int end) {
        boolean shortened = end - start > LONGEST_EXCERPT;
        String raw = text(start, shortened ? start + LONGEST_EXCERPT : end);
        StringBuilder printable = new StringBuilder("'");
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            printable.append(Character.isISOControl(c) ? ' ' : c);
        }
        return printable.append(shortened ? "...'" : "'").toString();
    }

    boolean matches(int start, int end, String word) {
        if (end - start != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    InvalidPropertyException invalid(int offset, String message) {
        return new InvalidPropertyException(located(offset, message));
    }

    UnsupportedPropertyException unsupported(int offset, String message) {
        return new UnsupportedPropertyException(located(offset, message));
    }

    /** The line that holds {@code offset}, from 1. */
    int line(int offset) {
        int line = 1;
        for (int i = 0; i < Math.min(offset, bytes.length); i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private String located(int offset, String message) {
        int at = Math.min(offset, bytes.length);
        int column = 1;
        for (int i = at - 1; i >= 0 && bytes[i] != '\n'; i--) {
            if ((bytes[i] & 0xc0) != 0x80) { // a character of several bytes is one column
                column++;
            }
        }
        return name + ":" + line(at) + ":" + column + ": " + message;
    }
}
