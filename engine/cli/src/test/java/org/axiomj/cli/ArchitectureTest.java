package org.axiomj.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The floors of docs/architecture.md, held. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.axiomj");

    @ParameterizedTest(name = "{0} uses only lower floors")
    @CsvSource({
        "org.axiomj.kernel.., org.axiomj.ir..|org.axiomj.properties..|org.axiomj.encoders..|org.axiomj.proofs..|org.axiomj.engine..|org.axiomj.cli..",
        "org.axiomj.ir.., org.axiomj.model..|org.axiomj.kernel..|org.axiomj.properties..|org.axiomj.encoders..|org.axiomj.proofs..|org.axiomj.engine..|org.axiomj.cli..",
        "org.axiomj.model.., org.axiomj.kernel..|org.axiomj.properties..|org.axiomj.encoders..|org.axiomj.proofs..|org.axiomj.engine..|org.axiomj.cli..",
        "org.axiomj.properties.., org.axiomj.kernel..|org.axiomj.encoders..|org.axiomj.proofs..|org.axiomj.engine..|org.axiomj.cli..",
        "org.axiomj.encoders.., org.axiomj.kernel..|org.axiomj.proofs..|org.axiomj.engine..|org.axiomj.cli..",
        "org.axiomj.proofs.., org.axiomj.encoders..|org.axiomj.engine..|org.axiomj.cli..",
        "org.axiomj.engine.., org.axiomj.cli..",
    })
    void everyArrowPointsDown(String from, String above) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above.split("\\|"))
                .check(CLASSES);
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource({
        "com.google.protobuf.., org.axiomj.ir.onnx..",
        "ai.onnxruntime.., org.axiomj.proofs..",
        "com.microsoft.z3.., org.axiomj.encoders..",
        "org.sosy_lab.., org.axiomj.encoders..",
        "picocli.., org.axiomj.cli.syntax..",
        "org.antlr.., org.axiomj.properties.language..",
    })
    void everyLibraryStaysWhereItIsConfined(String library, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void packagesDoNotGoInCircles() {
        slices().matching("org.axiomj.cli.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyClassIsSomewhereInTheFloors() {
        classes()
                .should()
                .resideInAnyPackage(
                        "org.axiomj.ir..",
                        "org.axiomj.model..",
                        "org.axiomj.kernel..",
                        "org.axiomj.properties..",
                        "org.axiomj.encoders..",
                        "org.axiomj.proofs..",
                        "org.axiomj.engine..",
                        "org.axiomj.cli..")
                .check(CLASSES);
    }
}
