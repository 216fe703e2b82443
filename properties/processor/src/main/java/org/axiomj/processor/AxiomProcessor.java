package org.axiomj.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.axiomj.ir.Network;
import org.jspecify.annotations.Nullable;

/**
 * Checks models and properties while javac compiles a program:
 *
 * <ul>
 *   <li>the shapes of models that are written with {@code org.axiomj.model.Model}, at each call ({@link ModelDefinitions});
 *   <li>the file of {@code @AxiomModel} and its declared types ({@link ModelFiles});
 *   <li>the texts of {@code @Prove} and {@code @Ensure}: their syntax and types ({@link PropertyCheck});
 *   <li>with {@code -Aaxiom.prove=fast}, each {@code @Prove} that a {@link QuickProver} decides within a second.
 * </ul>
 *
 * <p>{@code -Aaxiom.models=FOLDER} says where model files are. Compilers without javac's tree API get all but the first.
 */
@SupportedOptions({"axiom.models", "axiom.prove"})
public final class AxiomProcessor extends AbstractProcessor {
    private static final String ANNOTATIONS = "org.axiomj.annotations.";
    private static final Duration QUICK = Duration.ofSeconds(1);

    private final List<QuickProver> provers;
    private @Nullable ModelFiles files;
    private @Nullable AnnotationSpots spots;
    private boolean toldThatNoProverIsThere;

    /** With the provers on the processor path. */
    public AxiomProcessor() {
        List<QuickProver> found = new ArrayList<>();
        for (QuickProver prover : ServiceLoader.load(QuickProver.class, AxiomProcessor.class.getClassLoader())) {
            found.add(prover);
        }
        this.provers = List.copyOf(found);
    }

    AxiomProcessor(List<QuickProver> provers) {
        this.provers = List.copyOf(provers);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        Optional<String> folder = Optional.ofNullable(environment.getOptions().get("axiom.models"));
        files = new ModelFiles(new ModelFinder(folder, environment.getFiler()), environment.getMessager());
        try {
            JavacTask task = JavacTask.instance(environment);
            task.addTaskListener(new ModelDefinitions(task));
            spots = new AnnotationSpots(Trees.instance(task));
        } catch (IllegalArgumentException | LinkageError otherCompiler) {
            environment
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.NOTE,
                            "[axiom] this compiler has no tree API; shapes of models written in Java are checked when they run");
        }
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element root : round.getRootElements()) {
            visit(root, Optional.empty());
        }
        return false;
    }

    /** Checks an element and those in it; {@code outer} is the network of the nearest enclosing {@code @AxiomModel}. */
    private void visit(Element element, Optional<Network> outer) {
        Optional<Network> network = outer;
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
            if (isNamed(annotation, "AxiomModel") && files != null) {
                network = files.check(element, annotation);
            }
        }
        for (PropertyText text : PropertyText.of(element, processingEnv.getMessager(), spots)) {
            check(text, network);
        }
        for (Element inner : element.getEnclosedElements()) {
            visit(inner, network);
        }
    }

    private void check(PropertyText text, Optional<Network> network) {
        boolean right = PropertyCheck.check(text, network);
        if (right
                && text.isProof()
                && network.isPresent()
                && "fast".equals(processingEnv.getOptions().get("axiom.prove"))) {
            prove(text, network.get());
        }
    }

    private void prove(PropertyText text, Network network) {
        if (provers.isEmpty()) {
            if (!toldThatNoProverIsThere) {
                text.at()
                        .say(
                                Diagnostic.Kind.NOTE,
                                "-Aaxiom.prove=fast: no prover is on the processor path; add the engine's to it,"
                                        + " or leave the option out");
                toldThatNoProverIsThere = true;
            }
            return;
        }
        for (QuickProver prover : provers) {
            QuickProver.Answer answer = prover.prove(network, text.text(), text.float32(), QUICK);
            switch (answer.verdict()) {
                case REFUTED -> text.at().say(Diagnostic.Kind.ERROR, "the property is false: " + answer.explanation());
                case PROVED -> text.at().say(Diagnostic.Kind.NOTE, "proved: " + text.text());
                case UNKNOWN ->
                    text.at().say(Diagnostic.Kind.NOTE, "not decided at compile time: " + answer.explanation());
            }
            if (answer.verdict() != QuickProver.Verdict.UNKNOWN) {
                return;
            }
        }
    }

    static boolean isNamed(AnnotationMirror annotation, String name) {
        return annotation.getAnnotationType().asElement() instanceof TypeElement type
                && type.getQualifiedName().contentEquals(ANNOTATIONS + name);
    }
}
