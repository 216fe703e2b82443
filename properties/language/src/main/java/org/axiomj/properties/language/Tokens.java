package org.axiomj.properties.language;

import org.antlr.v4.runtime.Token;

/** Places of ANTLR's tokens. */
final class Tokens {
    private Tokens() {}

    static Place place(Token token) {
        int length = token.getType() == Token.EOF
                ? 1
                : token.getText().codePointCount(0, token.getText().length());
        return new Place(token.getLine(), token.getCharPositionInLine() + 1, length);
    }

    /** From the first token to the end of the last, or to the end of its line where the last is on another. */
    static Place place(Token first, Token last) {
        if (last == null || last.getLine() != first.getLine() || last.getStopIndex() < first.getStartIndex()) {
            return place(first);
        }
        int length = last.getCharPositionInLine()
                - first.getCharPositionInLine()
                + place(last).length();
        return new Place(first.getLine(), first.getCharPositionInLine() + 1, length);
    }
}
