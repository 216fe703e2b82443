package org.axiomj.properties.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.axiomj.properties.language.grammar.AxiomLexer;

/**
 * Refuses a text whose syntax would nest too deeply for a recursive reader, before any recursion. Each bracket nests,
 * and so does what extends to the right without one: quantifiers, implications, conditionals, signs and negations.
 */
final class NestingLimit {
    /** More than anyone writes; small enough for a stack of 512 KiB. */
    static final int DEEPEST = 100;

    private NestingLimit() {}

    static void check(List<Token> tokens, Source source) {
        Deque<int[]> levels = new ArrayDeque<>();
        int[] open = {0, 0, 0}; // right-extending syntax, signs and negations in a row, products
        int outside = 0;
        int before = Token.EOF;
        for (Token token : tokens) {
            switch (token.getType()) {
                case AxiomLexer.LPAREN, AxiomLexer.LBRACKET, AxiomLexer.LBRACE -> {
                    levels.push(open);
                    outside += 1 + open[0] + open[1] + open[2];
                    open = new int[3];
                }
                case AxiomLexer.RPAREN, AxiomLexer.RBRACKET, AxiomLexer.RBRACE -> {
                    if (!levels.isEmpty()) {
                        open = levels.pop();
                        outside -= 1 + open[0] + open[1] + open[2];
                        // What is applied to a bracketed thing, as in x[0][0][0], stands around it.
                        open[2]++;
                    }
                }
                case AxiomLexer.FORALL, AxiomLexer.EXISTS, AxiomLexer.IF, AxiomLexer.IMPLIES, AxiomLexer.IFF ->
                    open[0]++;
                case AxiomLexer.NOT -> open[1]++;
                case AxiomLexer.MINUS -> {
                    if (endsOperand(before)) {
                        open[1] = 0;
                        open[2] = 0;
                    } else {
                        open[1]++;
                    }
                }
                case AxiomLexer.TIMES, AxiomLexer.DIVIDE, AxiomLexer.WITHOUT -> open[2]++;
                case AxiomLexer.NETWORK,
                        AxiomLexer.LET,
                        AxiomLexer.DEF,
                        AxiomLexer.PROPERTY,
                        AxiomLexer.PROVE,
                        AxiomLexer.ENSURE -> open = new int[3];
                case AxiomLexer.PLUS, AxiomLexer.AND, AxiomLexer.OR, AxiomLexer.COMMA -> {
                    open[1] = 0;
                    open[2] = 0;
                }
                default -> open[1] = 0;
            }
            before = token.getType();
            if (outside + open[0] + open[1] + open[2] > DEEPEST) {
                throw source.error(
                        Tokens.place(token),
                        "expected at most " + DEEPEST + " levels of nesting, found more",
                        "name parts of the formula with `let` or `def`");
            }
        }
    }

    private static boolean endsOperand(int token) {
        return switch (token) {
            case AxiomLexer.NUMBER, AxiomLexer.NAME, AxiomLexer.RPAREN, AxiomLexer.RBRACKET, AxiomLexer.RBRACE -> true;
            default -> false;
        };
    }
}
