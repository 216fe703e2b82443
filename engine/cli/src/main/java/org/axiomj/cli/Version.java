package org.axiomj.cli;

import java.util.Map;
import java.util.TreeMap;

/**
 * What this program and the libraries in it are. Written here, and compared with the poms by a test, because reading a
 * resource makes Java open the jar, which costs a start fifteen milliseconds.
 */
public final class Version {
    private static final String AXIOM = "0.1.0";
    private static final String Z3 = "4.14.1";
    private static final String JAVA_SMT = "5.0.1";
    private static final String ONNX_RUNTIME = "1.28.0";

    private Version() {}

    /** The program's own version. */
    public static String current() {
        return AXIOM;
    }

    /** Versions of the libraries whose word or replay can stand in a verdict, by name. */
    public static Map<String, String> libraries() {
        Map<String, String> versions = new TreeMap<>();
        versions.put("java-smt", JAVA_SMT);
        versions.put("onnxruntime", ONNX_RUNTIME);
        versions.put("z3", Z3);
        return versions;
    }
}
