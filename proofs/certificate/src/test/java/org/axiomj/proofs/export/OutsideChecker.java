package org.axiomj.proofs.export;

import de.uni_freiburg.informatik.ultimate.smtinterpol.DefaultLogger;
import de.uni_freiburg.informatik.ultimate.smtinterpol.LogProxy;
import de.uni_freiburg.informatik.ultimate.smtinterpol.option.OptionMap;
import de.uni_freiburg.informatik.ultimate.smtinterpol.proof.checker.CheckingScript;
import de.uni_freiburg.informatik.ultimate.smtinterpol.smtlib2.ParseEnvironment;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** SMTInterpol's proof checker, as its own command line runs it. */
public final class OutsideChecker {
    private OutsideChecker() {}

    /** {@code valid}, {@code holey} or {@code invalid}, or why the checker broke off. */
    public static String check(String problem, String proof) {
        return check(new StringReader(problem), new StringReader(proof));
    }

    public static String check(Reader problem, Reader proof) {
        DefaultLogger logger = new DefaultLogger();
        logger.setLoglevel(LogProxy.LOGLEVEL_OFF);
        List<String> said = new ArrayList<>();
        CheckingScript script = new CheckingScript(logger, "proof", proof) {
            @Override
            public void printResult(Object result) {
                said.add(result.toString());
            }
        };
        ParseEnvironment environment = new ParseEnvironment(script, new OptionMap(logger, true)) {
            @Override
            public void printResponse(Object response) {}

            @Override
            public void printError(String message) {
                said.add(message);
            }
        };
        try {
            environment.parseStream(problem, "problem");
        } catch (RuntimeException | AssertionError e) {
            return "broke off: " + e;
        }
        return said.isEmpty() ? "nothing" : said.get(0);
    }
}
