package org.axiomj.cli.report;

/**
 * Writes JSON text, two spaces a level. The caller sees to it that names and values alternate; a test parses what comes
 * out. Here rather than a library because loading one costs more than an easy verification.
 */
final class Json {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder(1024);
    private int depth;
    private boolean first = true;
    private boolean afterName;
    private boolean inline;

    Json object() {
        return open('{');
    }

    Json endObject() {
        return close('}');
    }

    Json array() {
        return open('[');
    }

    /** An array of plain values on one line. */
    Json row() {
        open('[');
        inline = true;
        return this;
    }

    Json endArray() {
        close(']');
        inline = false;
        return this;
    }

    Json name(String name) {
        separate();
        quote(name);
        text.append(": ");
        afterName = true;
        return this;
    }

    Json value(String value) {
        separate();
        quote(value);
        return this;
    }

    Json value(long value) {
        separate();
        text.append(value);
        return this;
    }

    Json value(boolean value) {
        separate();
        text.append(value);
        return this;
    }

    Json nothing() {
        separate();
        text.append("null");
        return this;
    }

    @Override
    public String toString() {
        return text.append('\n').toString();
    }

    private Json open(char bracket) {
        separate();
        text.append(bracket);
        depth++;
        first = true;
        return this;
    }

    private Json close(char bracket) {
        depth--;
        if (!first && !inline) {
            newLine();
        }
        text.append(bracket);
        first = false;
        return this;
    }

    private void separate() {
        if (afterName) {
            afterName = false;
            first = false;
            return;
        }
        if (!first) {
            text.append(inline ? ", " : ",");
        }
        first = false;
        if (depth > 0 && !inline) {
            newLine();
        }
    }

    private void newLine() {
        text.append('\n');
        for (int i = 0; i < depth; i++) {
            text.append("  ");
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c < 0x20 || c >= 0x7f && c < 0xa0 || Character.isSurrogate(c)) {
                text.append("\\u").append(HEX.charAt(c >> 12)).append(HEX.charAt(c >> 8 & 15));
                text.append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
