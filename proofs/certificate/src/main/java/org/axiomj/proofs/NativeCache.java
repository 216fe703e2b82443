package org.axiomj.proofs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps ONNX Runtime's native libraries unpacked in the user's cache folder, since unpacking tens of megabytes costs more
 * than running a network. The folder is named after version and platform; files appear under their names only when complete
 * and on disk (an atomic rename). Wherever this does not work ONNX Runtime unpacks them itself, as it does by default.
 */
final class NativeCache {
    /** Of the libraries in the jar; a test compares it with what the runtime says. */
    static final String VERSION = "1.28.0";

    private static final String PROPERTY = "onnxruntime.native.path";
    private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

    private NativeCache() {}

    /** Tells ONNX Runtime where its libraries lie; to be called before its first class is used. */
    static void prepare() {
        if (System.getProperty(PROPERTY) == null) {
            folder(cacheRoot()).ifPresent(folder -> System.setProperty(PROPERTY, folder.toString()));
        }
    }

    /** The folder that holds the libraries, filled if need be; empty if that is not possible here. */
    static Optional<Path> folder(Path root) {
        Path folder = root.resolve("onnxruntime-" + VERSION + "-" + platform());
        try {
            for (String library : LIBRARIES) {
                Path target = folder.resolve(System.mapLibraryName(library));
                if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(root);
                    createPrivately(folder);
                    unpack(library, target);
                }
            }
            return Optional.of(folder);
        } catch (IOException | SecurityException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Path cacheRoot() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured != null && configured.startsWith("/")
                ? Path.of(configured)
                : Path.of(System.getProperty("user.home", "."), ".cache");
        return base.resolve("axiomj");
    }

    private static void createPrivately(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        FileAttribute<?>[] mode =
                folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createDirectory(folder, mode);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; a file or a link of that name is not used.
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    private static void unpack(String library, Path target) throws IOException {
        String resource = "/ai/onnxruntime/native/" + platform() + "/" + System.mapLibraryName(library);
        Path part = Files.createTempFile(target.getParent(), library, ".part");
        try (InputStream in = NativeCache.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no resource " + resource);
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                in.transferTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Deletes the temporary folder that ONNX Runtime makes even where it unpacks nothing. It does so itself at a regular
     * exit, but not when the process is ended at its deadline. The folder's name is known to it alone, hence the reflection;
     * a folder that is in use is not empty and stays.
     */
    static void deleteUnusedFolder() {
        try {
            Field field = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
            field.setAccessible(true);
            if (field.get(null) instanceof Path folder) {
                Files.deleteIfExists(folder);
            }
        } catch (ReflectiveOperationException | InaccessibleObjectException | IOException e) {
            // Left to the exit of the process.
            return;
        }
    }

    /** The name of this platform in ONNX Runtime's jar. */
    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") || os.contains("darwin") ? "osx" : os.contains("win") ? "win" : "linux";
        return system + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }
}
