package org.axiomj.ir.nnet;

import java.nio.charset.StandardCharsets;
import org.axiomj.ir.InvalidModelException;

/** Lines of numbers that are separated by commas or blanks, read one after another; errors name line and column. */
final class NumberLines {
    private static final int LONGEST_NUMBER = 200;
    private final byte[] content;
    private final String fileName;
    private int at;
    private int line;
    private int lineStart;
    private int tokenStart;

    NumberLines(byte[] content, String fileName) {
        this.content = content;
        this.fileName = fileName;
    }

    /** Goes to the next line that is neither empty nor a comment. */
    void next(String expected) {
        while (true) {
            if (line > 0) {
                while (at < content.length && content[at] != '\n') {
                    at++;
                }
                at++;
            }
            line++;
            lineStart = at;
            tokenStart = at;
            if (at >= content.length) {
                throw error("the file ends where " + expected + " should be; it may have been cut off");
            }
            skipBlanks();
            boolean comment = at + 1 < content.length && content[at] == '/' && content[at + 1] == '/';
            if (!comment && at < content.length && content[at] != '\n') {
                return;
            }
        }
    }

    int line() {
        return line;
    }

    boolean hasMore() {
        skipBlanks();
        return at < content.length && content[at] != '\n';
    }

    /** The next number of the line, rounded to float32. */
    double number(String what) {
        String token = token(what);
        for (int i = 0; i < token.length(); i++) {
            if ("0123456789+-.eE".indexOf(token.charAt(i)) < 0) {
                throw error("expected " + what + ", a decimal number, found '" + token + "'");
            }
        }
        try {
            float value = Float.parseFloat(token);
            if (Float.isInfinite(value)) {
                throw error("expected " + what + " within the range of float32, found '" + token + "'");
            }
            return value;
        } catch (NumberFormatException e) {
            throw error("expected " + what + ", a decimal number, found '" + token + "'");
        }
    }

    int integer(String what, int least, int most) {
        String token = token(what);
        try {
            int value = Integer.parseInt(token);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // reported below, as is a number that is out of range
        }
        throw error("expected " + what + ", a whole number from " + least + " to " + most + ", found '" + token + "'");
    }

    void endOfLine(int expected) {
        if (hasMore()) {
            tokenStart = at;
            throw error("expected at most " + expected + " numbers in this line, found more");
        }
    }

    /** Nothing but blanks and comments may follow. */
    void end() {
        while (at < content.length) {
            if (hasMore() && !(content[at] == '/' && at + 1 < content.length && content[at + 1] == '/')) {
                tokenStart = at;
                throw error("expected the end of the file after the last bias, found more");
            }
            while (at < content.length && content[at] != '\n') {
                at++;
            }
            at++;
            line++;
            lineStart = at;
        }
    }

    InvalidModelException error(String message) {
        return new InvalidModelException(
                fileName + ":" + Math.max(line, 1) + ":" + (tokenStart - lineStart + 1) + ": " + message);
    }

    private String token(String what) {
        skipBlanks();
        tokenStart = at;
        while (at < content.length && !isSeparator(content[at]) && content[at] != '\n') {
            at++;
            if (at - tokenStart > LONGEST_NUMBER) {
                throw error("expected " + what + ", found more than " + LONGEST_NUMBER + " characters without a comma");
            }
        }
        if (at == tokenStart) {
            throw error("expected " + what + ", found the end of the line");
        }
        return new String(content, tokenStart, at - tokenStart, StandardCharsets.ISO_8859_1);
    }

    private void skipBlanks() {
        while (at < content.length && isSeparator(content[at])) {
            at++;
        }
    }

    private static boolean isSeparator(byte b) {
        return b == ' ' || b == ',' || b == '\t' || b == '\r';
    }
}
