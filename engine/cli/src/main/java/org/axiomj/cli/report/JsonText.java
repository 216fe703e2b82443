package org.axiomj.cli.report;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.cli.Version;
import org.axiomj.engine.Evidence;
import org.axiomj.engine.SearchStatistics;
import org.axiomj.engine.Verdict;
import org.axiomj.ir.Network;
import org.axiomj.ir.compose.Composition;
import org.axiomj.ir.exact.Rational;
import org.axiomj.proofs.Counterexample;
import org.axiomj.properties.Box;
import org.axiomj.properties.Problem;
import org.axiomj.properties.Query;

/** What stands in the file of {@code --json}; docs/result-schema.json is its description and a test compares the two. */
public final class JsonText {
    /** A domain with more bounds than this is left out: it can be read from the property, and would dwarf the rest. */
    private static final int MOST_BOUNDS = 20_000;

    private final Report report;
    private final Json json = new Json();

    private JsonText(Report report) {
        this.report = report;
    }

    public static String of(Report report) {
        return new JsonText(report).write();
    }

    private String write() {
        json.object();
        outcome();
        json.name("semantics").value(report.semantics().text());
        model();
        models();
        property();
        domain();
        if (report.outcome() instanceof Outcome.Answered answered) {
            verdict(answered.verdict());
        }
        timings();
        environment();
        json.name("warnings").array();
        for (String warning : report.warnings()) {
            json.value(warning);
        }
        json.endArray();
        return json.endObject().toString();
    }

    private void verdict(Verdict verdict) {
        if (verdict instanceof Verdict.Proved proved) {
            evidence(proved.evidence());
            if (proved.float32Violation().isPresent()) {
                point("candidate", proved.float32Violation().get());
            }
        } else if (verdict instanceof Verdict.Refuted refuted) {
            point("counterexample", refuted.counterexample());
        } else if (verdict instanceof Verdict.Unknown unknown
                && unknown.candidate().isPresent()) {
            // It violates in one arithmetic only, refutes nothing, and must not be taken for a counterexample.
            point("candidate", unknown.candidate().get());
        }
        search(verdict.statistics());
    }

    private void outcome() {
        Outcome outcome = report.outcome();
        if (outcome instanceof Outcome.Answered answered) {
            json.name("verdict").value(answered.verdict().word());
            if (answered.verdict() instanceof Verdict.Unknown unknown) {
                json.name("reason").value(unknown.reason().name());
                json.name("detail").value(unknown.detail());
                json.name("advice").value(unknown.advice());
            }
        } else {
            boolean input = outcome instanceof Outcome.BadInput;
            json.name("error").object();
            json.name("kind").value(input ? "input" : "defect");
            json.name("message")
                    .value(
                            input
                                    ? ((Outcome.BadInput) outcome).message()
                                    : ((Outcome.Defect) outcome).failure().toString());
            json.endObject();
        }
    }

    private void model() {
        String path = report.subject().model();
        json.name("model").object();
        json.name("path").value(path);
        json.name("sha256").value(FileFacts.sha256(path));
        if (report.subject().network().isPresent()) {
            Network network = report.subject().network().get();
            json.name("format").value(network.format());
            json.name("inputs").value(network.core().inputSize());
            json.name("outputs").value(network.core().outputSize());
            json.name("parameters").value(network.parameters());
            json.name("operators").object();
            for (Map.Entry<String, Integer> operator : network.operators().entrySet()) {
                json.name(operator.getKey()).value(operator.getValue());
            }
            json.endObject();
        }
        json.endObject();
    }

    /** Every network by its name, where the property names several or its text is of version 2.0. */
    private void models() {
        Optional<Problem> problem = report.subject().problem();
        if (problem.isEmpty() || problem.get().tensors().isEmpty()) {
            return;
        }
        json.name("models").array();
        for (Composition.Part part : problem.get().composition().parts()) {
            if (part.network().isPresent()) {
                Network network = part.network().get();
                json.object();
                json.name("name").value(part.name());
                json.name("path").value(network.path());
                json.name("sha256").value(FileFacts.sha256(network.path()));
                json.name("format").value(network.format());
                json.name("inputs").value(network.core().inputSize());
                json.name("outputs").value(network.core().outputSize());
                json.name("parameters").value(network.parameters());
                json.endObject();
            }
        }
        json.endArray();
    }

    private void property() {
        String path = report.subject().property();
        json.name("property").object();
        json.name("text").value(path);
        json.name("sha256").value(FileFacts.sha256(path));
        if (report.subject().words().isPresent()) {
            json.name("plainLanguage").value(report.subject().words().get());
        }
        json.endObject();
    }

    private void domain() {
        if (report.subject().query().isEmpty()) {
            return;
        }
        Query query = report.subject().query().get();
        json.name("domain").object();
        json.name("inputs").value(query.inputSize());
        json.name("outputs").value(query.outputSize());
        json.name("cases").value(query.cases().size());
        if ((long) query.cases().size() * query.inputSize() * 2 <= MOST_BOUNDS) {
            json.name("boxes").array();
            for (Query.Case one : query.cases()) {
                Box box = one.box();
                json.object();
                numbers("lower", box.lower());
                numbers("upper", box.upper());
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    private void numbers(String name, List<Rational> numbers) {
        json.name(name).row();
        for (Rational number : numbers) {
            json.value(Numbers.exact(number));
        }
        json.endArray();
    }

    private void evidence(Evidence evidence) {
        json.name("evidence").object();
        if (evidence instanceof Evidence.Certificate c) {
            json.name("kind").value("certificate");
            if (c.file().isPresent()) {
                json.name("certificate").value(c.file().get().toString());
            }
            json.name("statement").value(HexFormat.of().formatHex(c.theorem().statementHash()));
            json.name("leaves").value(c.theorem().leaves());
            json.name("lemmas").value(c.theorem().lemmas());
            json.name("bytes").value(c.bytes());
            json.name("oracles").row();
            c.theorem().oracles().forEach(json::value);
            json.endArray();
            json.name("kernelVersion").value(String.valueOf(c.theorem().kernelVersion()));
            json.name("writeMillis").value(c.writeMillis());
            json.name("checkMillis").value(c.checkMillis());
        } else if (evidence instanceof Evidence.Oracle oracle) {
            json.name("kind").value("oracle");
            json.name("oracles").row();
            for (String name : oracle.name().split("\\+")) {
                json.value(name);
            }
            json.endArray();
            if (!oracle.whyNoCertificate().isEmpty()) {
                json.name("whyNoCertificate").value(oracle.whyNoCertificate());
            }
        }
        json.endObject();
    }

    private void point(String name, Counterexample counterexample) {
        json.name(name).object();
        numbers("input", counterexample.input());
        json.name("output").row();
        for (float y : counterexample.output32()) {
            json.value(Float.toString(y));
        }
        json.endArray();
        json.name("inputHex").row();
        for (float x : counterexample.input32()) {
            json.value(Float.toHexString(x));
        }
        json.endArray();
        json.name("replay").array();
        for (Counterexample.Replay replay : counterexample.replays()) {
            json.object();
            json.name("runtime").value(replay.runtime());
            json.name("output").row();
            for (String y : replay.output()) {
                json.value(y);
            }
            json.endArray();
            json.name("violates").value(replay.violates());
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void search(SearchStatistics statistics) {
        json.name("bounds").object();
        json.name("worst");
        if (Double.isNaN(statistics.worstBound()) || Double.isInfinite(statistics.worstBound())) {
            json.nothing();
        } else {
            json.value(Double.toString(statistics.worstBound()));
        }
        json.endObject();
        json.name("search").object();
        json.name("subproblems").value(statistics.subproblems());
        json.name("splits").value(statistics.splits());
        json.name("attackMillis").value(statistics.attackMillis());
        json.name("boundMillis").value(statistics.boundMillis());
        json.name("solverMillis").value(statistics.solverMillis());
        json.endObject();
    }

    private void timings() {
        json.name("timings").object();
        json.name("readMillis").value(report.readMillis());
        json.name("verifyMillis").value(report.verifyMillis());
        json.name("totalMillis").value(report.totalMillis());
        json.endObject();
    }

    private void environment() {
        json.name("environment").object();
        json.name("tool").value("axiom " + Version.current());
        json.name("solvers").object();
        for (Map.Entry<String, String> library : Version.libraries().entrySet()) {
            json.name(library.getKey()).value(library.getValue());
        }
        json.endObject();
        json.name("os")
                .value(System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        json.name("jdk").value(System.getProperty("java.vm.version"));
        json.endObject();
    }
}
