package org.axiomj.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources of all modules are. */
final class Repository {
    private Repository() {}

    static Path root() {
        Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (!Files.exists(folder.resolve("engine/cli/pom.xml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
