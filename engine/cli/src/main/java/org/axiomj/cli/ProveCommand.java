package org.axiomj.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axiomj.cli.syntax.Arguments;
import org.axiomj.cli.syntax.CommandSyntax;
import org.axiomj.cli.syntax.CommandSyntax.Option;
import org.axiomj.cli.syntax.CommandSyntax.Positional;
import org.axiomj.cli.syntax.UsageException;
import org.axiomj.engine.Progress;
import org.axiomj.engine.claims.Claim;
import org.axiomj.engine.claims.ClaimReader;
import org.axiomj.ir.Network;
import org.axiomj.properties.InvalidPropertyException;
import org.axiomj.properties.Problem;

/** {@code axiom prove}: decides what is written in the property language. */
final class ProveCommand implements Subcommand {
    /** How a file of the property language ends. */
    static final String SUFFIX = ".axiom";

    /** What a property calls the only network where the command line gives it no name. */
    private static final String ONLY = "f";

    private static final long LONGEST_FILE = 64L << 20;

    @Override
    public CommandSyntax syntax() {
        List<Option> options = new ArrayList<>();
        options.add(new Option(
                ModelOptions.NAME,
                "[NAME=]FILE",
                "A network that the property speaks of, once for each; f if unnamed."));
        options.addAll(VerifyRequest.OPTIONS);
        return new CommandSyntax(
                "prove",
                "Proves or refutes a property written in the property language.",
                List.of(new Positional(
                        "PROPERTY", "Such as \"forall x in [0, 1]. f(x) >= 0\", or an .axiom file.", false)),
                options);
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        String written = arguments.positionals().get(0);
        return decide(
                arguments.text(ModelOptions.NAME).orElse(""),
                List.of(written.endsWith(SUFFIX) ? file(written) : new Text(written, "property")),
                arguments,
                terminal);
    }

    /** {@code axiom verify MODEL FILE.axiom...}. */
    static int verify(Arguments arguments, Terminal terminal) {
        List<String> files = arguments.positionals();
        List<Text> texts = new ArrayList<>();
        for (String file : files.subList(1, files.size())) {
            if (!file.endsWith(SUFFIX)) {
                throw new UsageException("expected only files that end in " + SUFFIX + ", found " + file
                        + " among them; verify the others by themselves");
            }
            texts.add(file(file));
        }
        return decide(files.get(0), texts, arguments, terminal);
    }

    /** The problem of a file that claims one thing, for commands that take one. */
    static Problem onlyProblem(String file, Map<String, Network> networks) {
        Text text = file(file);
        List<Claim> claims = ClaimReader.read(text.content, text.name, named(networks));
        if (claims.size() != 1) {
            throw new InvalidPropertyException(
                    file + ": expected one claim, found " + claims.size() + "; put it into a file of its own");
        }
        return claims.get(0)
                .goal()
                .orElseThrow(() ->
                        new InvalidPropertyException(file + ": " + claims.get(0).whyNoGoal()))
                .problem();
    }

    private record Text(String content, String name) {}

    private static Text file(String name) {
        try {
            Path path = Path.of(name);
            if (Files.size(path) > LONGEST_FILE) {
                throw new InvalidPropertyException(
                        name + ": expected at most " + LONGEST_FILE + " bytes, found " + Files.size(path));
            }
            return new Text(Files.readString(path, StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UsageException(
                    name + ": expected a readable file in UTF-8, found an error (" + e + "); check the path");
        }
    }

    private static int decide(String models, List<Text> texts, Arguments arguments, Terminal terminal) {
        return InputFailures.told(terminal, () -> {
            Map<String, Network> networks = networks(models);
            List<Claim> claims = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (Text text : texts) {
                for (Claim claim : ClaimReader.read(text.content, text.name, networks)) {
                    claims.add(claim);
                    names.add(claim.name());
                }
            }
            if (claims.isEmpty()) {
                throw new InvalidPropertyException(
                        texts.get(0).name + ": expected something to prove, found none; begin it with `prove`");
            }
            VerifyRequest request = VerifyRequest.of(models, names, arguments, terminal.startNanos());
            return new VerifyCommand.Session(request, terminal, new Claimed(request, claims, networks)).run();
        });
    }

    private static Map<String, Network> networks(String models) {
        return models.isEmpty() ? Map.of() : named(ProblemReader.models(models));
    }

    private static Map<String, Network> named(Map<String, Network> networks) {
        Map<String, Network> named = new LinkedHashMap<>();
        networks.forEach((name, network) -> named.put(name.isEmpty() ? ONLY : name, network));
        return named;
    }

    private record Claimed(VerifyRequest request, List<Claim> claims, Map<String, Network> networks)
            implements VerifyCommand.Questions {
        @Override
        public int count() {
            return claims.size();
        }

        @Override
        public Examination examination(int index, Progress.Listener listener, Optional<KeptStages> kept) {
            return new ClaimExamination(
                    request.model(), claims.get(index), networks, request.options(), listener, kept);
        }
    }
}
