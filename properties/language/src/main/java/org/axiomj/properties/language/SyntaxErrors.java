package org.axiomj.properties.language;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.axiomj.properties.language.grammar.AxiomLexer;
import org.axiomj.properties.language.grammar.AxiomParser;
import org.jspecify.annotations.Nullable;

/** Turns ANTLR's first complaint into a message with a place, what was expected, what was found and what to do. */
final class SyntaxErrors extends BaseErrorListener {
    private final Source source;

    SyntaxErrors(Source source) {
        this.source = source;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            Object symbol,
            int line,
            int column,
            String message,
            @Nullable RecognitionException exception) {
        Parser parser = (Parser) recognizer;
        Token token = exception != null && exception.getOffendingToken() != null
                ? exception.getOffendingToken()
                : (Token) symbol;
        IntervalSet expected = exception != null && exception.getExpectedTokens() != null
                ? exception.getExpectedTokens()
                : parser.getExpectedTokens();
        // At the end of the text the last token shows more than an empty line does.
        boolean atEnd = token.getType() == Token.EOF && parser.getTokenStream().LT(-1) != null;
        throw source.error(
                Tokens.place(atEnd ? parser.getTokenStream().LT(-1) : token),
                "expected " + describe(expected) + ", found " + found(token),
                advice(token, expected, parser));
    }

    private static String describe(IntervalSet expected) {
        List<String> words = new ArrayList<>();
        if (expected.contains(AxiomLexer.LBRACE) && expected.contains(AxiomLexer.NUMBER)) {
            words.add("an expression");
        } else {
            if (expected.contains(AxiomLexer.NAME)) {
                words.add("a name");
            }
            if (expected.contains(AxiomLexer.NUMBER)) {
                words.add("a number");
            }
            for (int token : new int[] {
                AxiomLexer.REAL,
                AxiomLexer.DOT,
                AxiomLexer.COLON,
                AxiomLexer.ARROW,
                AxiomLexer.EQUALS,
                AxiomLexer.COMMA,
                AxiomLexer.LPAREN,
                AxiomLexer.RPAREN,
                AxiomLexer.RBRACKET,
                AxiomLexer.RBRACE,
                AxiomLexer.BAR,
                AxiomLexer.THEN,
                AxiomLexer.ELSE,
                AxiomLexer.IN
            }) {
                if (expected.contains(token)) {
                    words.add(word(token));
                }
            }
            if (expected.contains(AxiomLexer.PLUS)) {
                words.add("an operator");
            }
            if (expected.contains(AxiomLexer.PROVE)) {
                words.add("an operator or the next declaration");
            } else if (expected.contains(Token.EOF)) {
                words.add("an operator or the end");
            }
        }
        if (words.size() < 2) {
            return words.isEmpty() ? "something else" : words.get(0);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1);
    }

    private static String word(int token) {
        String literal = AxiomParser.VOCABULARY.getLiteralName(token);
        if (literal != null) {
            return literal;
        }
        // Tokens with two spellings have no literal name.
        return switch (token) {
            case AxiomLexer.REAL -> "'real'";
            case AxiomLexer.ARROW -> "'->'";
            default -> "'in'";
        };
    }

    private static String found(Token token) {
        return token.getType() == Token.EOF ? "the end of the text" : "'" + shortened(token.getText()) + "'";
    }

    private static String shortened(String text) {
        return text.length() <= 30 ? text : text.substring(0, 30) + "...";
    }

    private static String advice(Token token, IntervalSet expected, Parser parser) {
        int type = token.getType();
        if (type == Token.EOF) {
            return expected.contains(AxiomLexer.RPAREN) && !expected.contains(AxiomLexer.LBRACE)
                    ? "close the parenthesis with )"
                    : "complete the declaration";
        }
        if (type == AxiomLexer.EQUALS && parser.getTokenStream().LT(2).getType() == AxiomLexer.GREATER) {
            return "write ==> for an implication, >= for \"at least\"";
        }
        if (type == AxiomLexer.EQUALS) {
            return "write == to compare; = only gives a name to a value in `let` and `def`";
        }
        if (type == AxiomLexer.OTHER) {
            return switch (token.getText()) {
                case "&" -> "write `and`";
                case "!" -> "write `not`";
                case "%" -> "write a fraction such as 5/100 for per cent";
                case "\"" -> "close the quotation mark on the same line";
                case "#", "\\" -> "write -- before a comment";
                default -> "remove the character; it has no meaning here";
            };
        }
        if (type == AxiomLexer.BAR) {
            return "write `or` between formulas, abs(x) or norm_1(x), norm_2(x), norm_inf(x) for sizes";
        }
        if (type == AxiomLexer.ARROW) {
            return "write ==> for an implication; -> stands between a network's input and output types";
        }
        if (expected.contains(AxiomLexer.DOT) && !expected.contains(AxiomLexer.LBRACE)) {
            return "write a . between the variables with their domains and the formula: forall x in [0, 1]. f(x) > 0";
        }
        if (expected.contains(AxiomLexer.NAME) && isWord(token) && type != AxiomLexer.NAME) {
            return "'" + token.getText() + "' is a word of the language; choose another name or put an expression here";
        }
        if (expected.contains(AxiomLexer.PROVE)) {
            return "begin a declaration with network, let, def, property, prove or ensure";
        }
        if (expected.contains(AxiomLexer.THEN)) {
            return "write: if CONDITION then VALUE else VALUE";
        }
        if (expected.contains(AxiomLexer.ELSE)) {
            return "every `if` needs an `else`";
        }
        return "see docs/property-language.md for the grammar";
    }

    private static boolean isWord(Token token) {
        return Character.isLetter(token.getText().codePointAt(0));
    }
}
