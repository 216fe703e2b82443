package org.axiomj.cli;

import java.io.PrintStream;

/** What is said when the program itself has failed. */
final class Defect {
    private Defect() {}

    /** Names the failure and asks for a report; the stack trace belongs to it. */
    static void describe(Throwable failure, PrintStream err) {
        err.println("axiom: a defect in axiom, not in your files; nothing was decided.");
        err.println("Please report it with the command line, the files, and these lines:");
        err.println("axiom " + Version.current() + ", Java " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        failure.printStackTrace(err);
    }
}
