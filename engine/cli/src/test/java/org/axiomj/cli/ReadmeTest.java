package org.axiomj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs every {@code $ ./axiom ...} of the README and compares what it prints, numbers aside. */
class ReadmeTest {
    @TempDir
    private Path folder;

    private record Example(String command, List<String> printed) {}

    @TestFactory
    List<DynamicTest> everyCommandInTheReadmePrintsWhatTheReadmeSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Example example : examples(Files.readAllLines(Repository.root().resolve("README.md")))) {
            tests.add(DynamicTest.dynamicTest(example.command(), () -> check(example)));
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private void check(Example example) {
        for (String name :
                List.of("advisory.onnx", "digits.onnx", "head-on.vnnlib", "ahead.vnnlib", "three-0.2.vnnlib")) {
            Demo.file(folder, name);
        }
        if (example.command().startsWith("check ")) { // what the demo has written before
            Path certificate = folder.resolve("head-on.cert");
            Demo.run(
                    "verify",
                    folder.resolve("advisory.onnx"),
                    folder.resolve("head-on.vnnlib"),
                    "--certificate",
                    certificate);
        }
        Object[] words = words(example.command().replace("axiom-demo", folder.toString()));
        Demo.Run run = Demo.run(words);
        assertThat(run.err()).isEmpty();
        List<String> printed =
                run.out().replace(folder.toString(), "axiom-demo").lines().toList();
        assertThat(printed.stream().map(ReadmeTest::withoutNumbers).toList())
                .containsExactlyElementsOf(example.printed().stream()
                        .map(ReadmeTest::withoutNumbers)
                        .toList());
    }

    /** As a shell takes them apart: what stands in quotes is one word. */
    private static Object[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        return words.toArray();
    }

    /** Times and the workers' luck differ from run to run. */
    private static String withoutNumbers(String line) {
        return line.startsWith("  search") ? "  search" : line.replaceAll("-?[0-9][0-9.,E-]*", "#");
    }

    private static List<Example> examples(List<String> lines) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("$ ./axiom ") && !lines.get(i).endsWith(" demo")) {
                List<String> printed = new ArrayList<>();
                int next = i + 1;
                while (!lines.get(next).startsWith("```") && !lines.get(next).startsWith("$ ")) {
                    printed.add(lines.get(next++));
                }
                examples.add(new Example(lines.get(i).substring("$ ./axiom ".length()), printed));
            }
        }
        return examples;
    }
}
