package org.axiomj.properties.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "forall x. sum(softmax(x)) == 1                     ; []",
                "forall x in [-1, 1]. 0 <= f(x)[0]                  ; [f]",
                "forall x in linf(x0, eps). argmax(f(x)) == 3       ; [x0, eps, f]",
                "(forall y. y > 0 or y <= 0) and y > 0              ; [y]",
                "localRobust(f, x0, 1/100)                          ; [localRobust, f, x0]",
                "let c = 1 def big(x) = x > c prove forall x. big(x); []",
                "ensure finite(output)                              ; []",
                "prove finite(output)                               ; [output]",
                "forall x in dataset('rows'). x >= 0                ; ['rows']",
            })
    void namesThatNothingDeclaresAreFree(String text, String names) {
        SourceFile file = PropertyParser.parse(text.replace('\'', '"'), "test");
        assertThat(FreeNames.of(file).toString()).isEqualTo(names.replace('\'', '"'));
    }
}
