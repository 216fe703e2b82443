package org.axiomj.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.axiomj.cli.report.JsonText;
import org.axiomj.cli.report.Numbers;
import org.axiomj.cli.report.Report;
import org.axiomj.cli.syntax.UsageException;
import org.axiomj.engine.Progress;
import org.axiomj.engine.search.Task;
import org.axiomj.ir.Network;
import org.axiomj.properties.Problem;
import org.axiomj.properties.vnnlib.VnnLibWriter;

/**
 * The folder of {@code --keep}: every intermediate of the pipeline as a numbered file, written as soon as it is there. A run
 * that ends early leaves the files of the stages that it reached.
 */
final class KeptStages implements Progress.Listener {
    static final String MODEL = "01-model.txt";
    static final String CORE = "02-core.txt";
    static final String QUERY = "03-query.vnnlib";
    static final String BOUNDS = "04-bounds.txt";
    static final String SEARCH = "05-search.txt";
    static final String VERDICT = "06-verdict.json";

    private final Path folder;
    private final long startNanos;
    private final Progress.Listener next;
    private boolean searchIsWritten = true;

    /** Makes the folder if need be, and takes away what an earlier run kept there. */
    KeptStages(Path folder, long startNanos, Progress.Listener next) {
        this.folder = folder;
        this.startNanos = startNanos;
        this.next = next;
        try {
            Files.createDirectories(folder);
            for (String name : List.of(MODEL, CORE, QUERY, BOUNDS, SEARCH, VERDICT)) {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (IOException e) {
            throw new UsageException("--keep: cannot write to the folder " + folder + ": " + e);
        }
    }

    void model(Network network) {
        write(MODEL, ShapesCommand.text(network));
        write(CORE, StageText.core(network.core()));
    }

    void problem(Problem problem) {
        if (problem.composition().single().isEmpty()) {
            write(CORE, StageText.core(problem.composition().core()));
        }
        write(QUERY, VnnLibWriter.write(problem.query()));
    }

    @Override
    public void bounded(List<Task> open) {
        write(BOUNDS, StageText.bounds(open));
        next.bounded(open);
    }

    /** One more line of the search's record. A search does not end because it cannot be recorded; the verdict's file will say it. */
    @Override
    public synchronized void progress(Progress progress) {
        next.progress(progress);
        String line = Numbers.seconds((System.nanoTime() - startNanos) / 1_000_000) + " s  "
                + ProgressBoard.figures(progress) + "\n";
        try {
            Files.writeString(
                    folder.resolve(SEARCH),
                    line,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            searchIsWritten = false;
        }
    }

    synchronized void verdict(Report report) throws IOException {
        WholeFile.write(folder.resolve(VERDICT), JsonText.of(report));
        if (!searchIsWritten) {
            throw new IOException(folder.resolve(SEARCH) + " is incomplete");
        }
    }

    private void write(String name, String text) {
        try {
            WholeFile.write(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("--keep: cannot write " + folder.resolve(name) + ": " + e, e);
        }
    }
}
