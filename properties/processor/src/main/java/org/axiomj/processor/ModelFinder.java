package org.axiomj.processor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;

/** Finds model files by the names that annotations give. */
final class ModelFinder {
    private final Optional<String> folder;
    private final Filer filer;

    ModelFinder(Optional<String> folder, Filer filer) {
        this.folder = folder;
        this.filer = filer;
    }

    /**
     * A file, or where it was looked for.
     *
     * @param looked the places, for people
     */
    record Found(Optional<Path> file, List<String> looked) {}

    /** Looks in the folder of {@code -Aaxiom.models}, then in the roots of the source and class path. */
    Found find(String name) {
        List<String> looked = new ArrayList<>();
        try {
            if (folder.isPresent()) {
                Path file = Path.of(folder.get()).resolve(name);
                looked.add(file.toString());
                if (Files.isRegularFile(file)) {
                    return new Found(Optional.of(file), looked);
                }
            }
            for (StandardLocation location :
                    List.of(StandardLocation.SOURCE_PATH, StandardLocation.CLASS_OUTPUT, StandardLocation.CLASS_PATH)) {
                Optional<Path> file = resource(location, name);
                looked.add(words(location));
                if (file.isPresent() && Files.isRegularFile(file.get())) {
                    return new Found(file, looked);
                }
            }
        } catch (InvalidPathException notAName) {
            looked.add("nowhere: " + notAName.getMessage());
        }
        return new Found(Optional.empty(), looked);
    }

    private Optional<Path> resource(StandardLocation location, String name) {
        try {
            URI uri = filer.getResource(location, "", name).toUri();
            return "file".equals(uri.getScheme()) ? Optional.of(Path.of(uri)) : Optional.empty();
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException notThere) {
            // Filer says so for a location that is not set, and for names that leave their root.
            return Optional.empty();
        }
    }

    private static String words(StandardLocation location) {
        return switch (location) {
            case SOURCE_PATH -> "the source path";
            case CLASS_OUTPUT -> "the folder of compiled classes";
            default -> "the class path";
        };
    }
}
