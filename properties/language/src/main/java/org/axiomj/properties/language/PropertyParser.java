package org.axiomj.properties.language;

import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.axiomj.properties.language.grammar.AxiomLexer;
import org.axiomj.properties.language.grammar.AxiomParser;

/** Reads the text form of properties. A text may be hostile: time is linear in its length and nesting is bounded. */
public final class PropertyParser {
    /** In characters; more is refused before it is read. */
    private static final int LONGEST = 16_000_000;

    private PropertyParser() {}

    /**
     * Reads a file of declarations, or a single formula, which becomes one unnamed {@code prove}.
     *
     * @param fileName as messages shall name it
     * @throws org.axiomj.properties.InvalidPropertyException at the first mistake, with its place and what to do
     */
    public static SourceFile parse(String text, String fileName) {
        Source source = new Source(fileName, text);
        if (text.length() > LONGEST) {
            throw new Source(fileName, "")
                    .error(
                            Place.NONE,
                            "expected at most " + LONGEST + " characters, found " + text.length(),
                            "split the file");
        }
        AxiomLexer lexer = new AxiomLexer(CharStreams.fromString(text, fileName));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        NestingLimit.check(tokens.getTokens(), source);
        AxiomParser parser = new AxiomParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(new SyntaxErrors(source));
        // The full mode resolves no decision of this grammar better, and looks further ahead.
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        SyntaxBuilder builder = new SyntaxBuilder(source);
        int first = tokens.LT(1).getType();
        if (first == Token.EOF || startsDeclaration(first)) {
            return new SourceFile(builder.declarations(parser.file()), source);
        }
        Syntax formula = builder.formula(parser.single().formula());
        return new SourceFile(List.of(new SourceFile.Goal(false, "", formula, formula.place())), source);
    }

    private static boolean startsDeclaration(int token) {
        return switch (token) {
            case AxiomLexer.NETWORK,
                    AxiomLexer.LET,
                    AxiomLexer.DEF,
                    AxiomLexer.PROPERTY,
                    AxiomLexer.PROVE,
                    AxiomLexer.ENSURE -> true;
            default -> false;
        };
    }
}
