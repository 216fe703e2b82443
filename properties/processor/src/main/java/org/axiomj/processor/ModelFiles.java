package org.axiomj.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.tools.Diagnostic;
import org.axiomj.ir.InvalidModelException;
import org.axiomj.ir.Models;
import org.axiomj.ir.Network;
import org.axiomj.ir.Port;
import org.axiomj.ir.UnsupportedOperatorException;
import org.jspecify.annotations.Nullable;

/** Checks {@code @AxiomModel}: the file is there, can be read, and has the declared types. */
final class ModelFiles {
    /** Reading a larger file would slow every compilation down; its types go unchecked, with a note. */
    private static final long LARGEST = 64L << 20;

    private final ModelFinder finder;
    private final Messager messager;
    private final Map<Path, Network> read = new HashMap<>();

    ModelFiles(ModelFinder finder, Messager messager) {
        this.finder = finder;
        this.messager = messager;
    }

    /** Reports what is wrong with the annotation; the network, where it could be read. */
    Optional<Network> check(Element element, AnnotationMirror annotation) {
        AnnotationValue file = null;
        AnnotationValue input = null;
        AnnotationValue output = null;
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> e :
                annotation.getElementValues().entrySet()) {
            switch (e.getKey().getSimpleName().toString()) {
                case "value" -> file = e.getValue();
                case "input" -> input = e.getValue();
                case "output" -> output = e.getValue();
                default -> {}
            }
        }
        if (file == null || !(file.getValue() instanceof String name)) {
            return Optional.empty();
        }
        At at = new At(messager, element, annotation, file, null);
        Optional<Network> network = network(name, at);
        if (network.isPresent()) {
            compare("input", input, network.get().inputs(), network.get().inputs(), at);
            compare("output", output, network.get().outputs(), network.get().inputs(), at);
        }
        return network;
    }

    private Optional<Network> network(String name, At at) {
        ModelFinder.Found found = finder.find(name);
        if (found.file().isEmpty()) {
            at.say(
                    Diagnostic.Kind.ERROR,
                    "the model file '" + name + "' is not there; looked in " + String.join(", ", found.looked())
                            + "; give its folder with -Aaxiom.models=FOLDER");
            return Optional.empty();
        }
        Path path = found.file().get();
        Network known = read.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            long size = Files.size(path);
            if (size > LARGEST) {
                at.say(
                        Diagnostic.Kind.NOTE,
                        path + " has " + size + " bytes; files above " + LARGEST + " are not read at compile time");
                return Optional.empty();
            }
            Network network = Models.read(path);
            read.put(path, network);
            return Optional.of(network);
        } catch (InvalidModelException damaged) {
            at.say(Diagnostic.Kind.ERROR, String.valueOf(damaged.getMessage()));
        } catch (UnsupportedOperatorException unknown) {
            // Another runtime may well execute it: no error, but nothing can be proved of it.
            at.say(Diagnostic.Kind.WARNING, String.valueOf(unknown.getMessage()));
        } catch (IOException unreadable) {
            at.say(Diagnostic.Kind.ERROR, path + " cannot be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    private static void compare(
            String what, @Nullable AnnotationValue declared, List<Port> ports, List<Port> inputs, At at) {
        if (declared == null || !(declared.getValue() instanceof String text) || text.isEmpty()) {
            return;
        }
        At there = at.at(declared);
        Optional<DeclaredType> type = DeclaredType.parse(text);
        if (type.isEmpty()) {
            there.say(
                    Diagnostic.Kind.ERROR,
                    what + ": expected a type such as float32[batch,3,224,224], found '" + text + "'");
        } else if (ports.size() != 1) {
            there.say(
                    Diagnostic.Kind.ERROR,
                    "the model has " + ports.size() + " " + what + "s, and one is declared; leave '" + what + "' out");
        } else {
            // Where the input's batch is free, the readers set it to 1 throughout, so the output's 1 stands for it too.
            boolean free = inputs.size() == 1 && inputs.get(0).symbolicBatch();
            if (!type.get().fits(ports.get(0).type(), free)) {
                String found = DeclaredType.written(ports.get(0), free);
                there.say(
                        Diagnostic.Kind.ERROR,
                        "the model's " + what + ": expected " + text + " as declared, found " + found
                                + " in the file; declare " + found + ", or give the right file");
            }
        }
    }
}
