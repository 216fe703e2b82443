package org.axiomj.properties.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of docs/property-language.md is read and checked, and sentences say what they shall. */
class DocumentationTest {
    static List<String> examples() throws IOException {
        String text = Files.readString(Path.of("../../docs/property-language.md"));
        return Pattern.compile("```axiom\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsReadAndChecked(String example) {
        SourceFile file = PropertyParser.parse(example, "property-language.md");
        List<TypedProperty> properties = TypeChecker.check(file, TypeCheckerTest.ENVIRONMENT);
        assertThat(properties).isNotEmpty();
        assertThat(PropertyParser.parse(PropertyPrinter.unicode(file), "printed"))
                .isEqualTo(file);
        properties.forEach(
                property -> assertThat(PlainProperty.of(property)).endsWith(".").doesNotContain("forall"));
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            forall x in linf(x0, 2/255) and [0, 1]. argmax(f(x)) == 3 | For every input x within 2/255 (about 0.0078) of x0 in every coordinate and between 0 and 1, class 3 scores strictly highest in f(x).
            forall x. argmax(f(x), first) == 1 | For every input x, class 1 scores first among the highest in f(x).
            forall x, y in D. x <= y ==> f(x)[0] <= f(y)[0] | For every input x and y in D, if x is at most y, then f(x)[0] is at most f(y)[0].
            exists x : real[2]. 0 < x and not x == 1 | There is an input x of size 2 such that 0 is less than x and (it is not so that x equals 1).
            forall x. f(x) ~= g(x) +- 1/8 | For every input x, f(x) is within 1/8 (about 0.13) of g(x).
            forall x. argmax(f(x)) == argmax(g(x)) | For every input x, f(x) and g(x) have the same class.
            forall x. 2 in top_k(f(x), 3) | For every input x, class 2 is among the 3 highest scores of f(x).
            finite(output) | Every element of output is a finite number.
            localRobust(f, x0, 0.1) | The property localRobust(f, x0, 0.1) holds.
            """)
    void formulasAreSaidInEnglish(String formula, String sentence) {
        SourceFile file = PropertyParser.parse(formula, "formula");
        assertThat(PlainProperty.of(((SourceFile.Goal) file.declarations().get(0)).formula()))
                .isEqualTo(sentence);
    }
}
