package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void everyVersionIsThePoms() throws IOException {
        String pom = Files.readString(Repository.root().resolve("pom.xml"));
        assertThat(Version.current()).isEqualTo(first(pom, "<version>([^<]*)</version>"));
        assertThat(Version.libraries())
                .isEqualTo(Map.of(
                        "z3", first(pom, "<z3.version>([^<]*)<"),
                        "java-smt", first(pom, "<javasmt.version>([^<]*)<"),
                        "onnxruntime", first(pom, "<onnxruntime.version>([^<]*)<")));
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
