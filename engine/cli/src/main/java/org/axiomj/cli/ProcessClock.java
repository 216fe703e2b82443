package org.axiomj.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** When this process began, on the clock of {@link System#nanoTime()}: time-outs count from there, not from main(). */
public final class ProcessClock {
    /** The kernel reports times to user space in hundredths of a second on every Linux. */
    private static final long TICK_NANOS = 10_000_000;

    private static final long MOST_BELIEVABLE_NANOS = 60_000_000_000L;

    private ProcessClock() {}

    /**
     * The start of the process. The launcher becomes this process by exec, so its time counts too, unless it had to build
     * first: then it says in {@code axiom.startMillis} when it was done.
     */
    public static long startNanos() {
        long now = System.nanoTime();
        long age = ageFromLauncher();
        if (age < 0) {
            age = ageFromProc();
        }
        if (age < 0 || age > MOST_BELIEVABLE_NANOS) {
            age = ageFromHandle();
        }
        return now - Math.max(0, Math.min(age, MOST_BELIEVABLE_NANOS));
    }

    private static long ageFromLauncher() {
        Long millis = Long.getLong("axiom.startMillis");
        return millis == null ? -1 : (System.currentTimeMillis() - millis) * 1_000_000;
    }

    /** Two small reads, where ProcessHandle takes ten milliseconds. */
    private static long ageFromProc() {
        try {
            String stat = new String(Files.readAllBytes(Path.of("/proc/self/stat")), StandardCharsets.ISO_8859_1);
            String uptime = new String(Files.readAllBytes(Path.of("/proc/uptime")), StandardCharsets.ISO_8859_1);
            // After the command's name, which may hold anything and ends with the last ')', come fields 3, 4, ...
            int at = stat.lastIndexOf(')') + 2;
            for (int field = 3; field < 22; field++) {
                at = stat.indexOf(' ', at) + 1;
            }
            long started = Long.parseLong(stat.substring(at, stat.indexOf(' ', at)));
            int point = uptime.indexOf('.');
            long up = Long.parseLong(uptime.substring(0, point)) * 100
                    + Long.parseLong(uptime.substring(point + 1, point + 3));
            return (up - started) * TICK_NANOS;
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }

    private static long ageFromHandle() {
        Instant started = ProcessHandle.current().info().startInstant().orElse(Instant.now());
        return (System.currentTimeMillis() - started.toEpochMilli()) * 1_000_000;
    }
}
