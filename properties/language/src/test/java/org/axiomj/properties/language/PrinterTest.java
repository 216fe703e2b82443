package org.axiomj.properties.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.axiomj.ir.exact.Rational;

/** What is printed reads back as the same tree. */
class PrinterTest {
    @Property(tries = 10_000)
    void whatIsPrintedReadsBackAsTheSameTree(@ForAll long seed) {
        Syntax tree = new Trees(new Random(seed)).tree(3);
        for (String text : List.of(PropertyPrinter.ascii(tree), PropertyPrinter.unicode(tree))) {
            SourceFile file = PropertyParser.parse("prove p: " + text, "printed");
            assertThat(((SourceFile.Goal) file.declarations().get(0)).formula())
                    .as(text)
                    .isEqualTo(tree);
        }
    }

    @Property(tries = 500)
    void filesReadBackToo(@ForAll long seed) {
        Trees trees = new Trees(new Random(seed));
        Syntax.Type type = new Syntax.Type(List.of("2", "3"), Place.NONE);
        SourceFile file = new SourceFile(
                List.of(
                        new SourceFile.Network("f", List.of(type, type), List.of(type), Place.NONE),
                        new SourceFile.Let("a", trees.tree(3), Place.NONE),
                        new SourceFile.Definition(false, "d", List.of("y", "k"), trees.tree(3), Place.NONE),
                        new SourceFile.Definition(true, "q", List.of(), trees.tree(3), Place.NONE),
                        new SourceFile.Goal(false, "g", trees.tree(3), Place.NONE),
                        new SourceFile.Goal(true, "", new Syntax.Not(trees.tree(2), Place.NONE), Place.NONE)),
                new Source("made", ""));
        assertThat(PropertyParser.parse(PropertyPrinter.ascii(file), "printed")).isEqualTo(file);
        assertThat(PropertyParser.parse(PropertyPrinter.unicode(file), "printed"))
                .isEqualTo(file);
    }

    /** Random trees, well typed or not. */
    private record Trees(Random random) {
        Syntax tree(int depth) {
            Place at = Place.NONE;
            if (depth == 0 || random.nextInt(8) == 0) {
                return leaf(at);
            }
            int d = depth - 1;
            return switch (random.nextInt(18)) {
                case 0 -> new Syntax.Call(name(), trees(d, 0, 3), at);
                case 1 -> new Syntax.Index(tree(d), selectors(d), at);
                case 2 -> new Syntax.Without(tree(d), tree(d), at);
                case 3 -> new Syntax.Brackets(trees(d, 1, 3), at);
                case 4 -> new Syntax.Negate(tree(d), at);
                case 5 -> new Syntax.Not(tree(d), at);
                case 6 -> new Syntax.Sum(trees(d, 2, 4), at);
                case 7 -> new Syntax.Product(trees(d, 2, 4), at);
                case 8 -> new Syntax.Quotient(tree(d), tree(d), at);
                case 9 -> new Syntax.Power(tree(d), random.nextInt(65), at);
                case 10 -> new Syntax.And(trees(d, 2, 4), at);
                case 11 -> new Syntax.Or(trees(d, 2, 4), at);
                case 12 -> new Syntax.Implies(tree(d), tree(d), at);
                case 13 -> new Syntax.Iff(tree(d), tree(d), at);
                case 14 -> new Syntax.Comparison(tree(d), steps(d), at);
                case 15 -> new Syntax.Conditional(tree(d), tree(d), tree(d), at);
                case 16 -> new Syntax.Set(binding(d, List.of(name())), tree(d), at);
                default -> new Syntax.Quantified(random.nextBoolean(), bindings(d), tree(d), at);
            };
        }

        private Syntax leaf(Place at) {
            return switch (random.nextInt(5)) {
                case 0 ->
                    new Syntax.Number(
                            Rational.of(random.nextInt(2000))
                                    .divide(Rational.of(List.of(1, 4, 10, 1000).get(random.nextInt(4)))),
                            at);
                case 1 -> new Syntax.Text("a file -- (1).csv", at);
                case 2 -> new Syntax.Truth(random.nextBoolean(), at);
                default -> new Syntax.Name(name(), at);
            };
        }

        private String name() {
            return List.of("x", "y_1", "x'", "ε", "first", "f", "realm").get(random.nextInt(7));
        }

        private List<Syntax> trees(int depth, int least, int most) {
            List<Syntax> trees = new ArrayList<>();
            for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
                trees.add(tree(depth));
            }
            return trees;
        }

        private List<Syntax.Selector> selectors(int depth) {
            List<Syntax.Selector> selectors = new ArrayList<>();
            for (Syntax first : trees(depth, 1, 2)) {
                selectors.add(
                        new Syntax.Selector(first, random.nextBoolean() ? Optional.empty() : Optional.of(tree(depth))));
            }
            return selectors;
        }

        private List<Syntax.Step> steps(int depth) {
            List<Syntax.Step> steps = new ArrayList<>();
            Syntax.Comparator[] all = Syntax.Comparator.values();
            for (Syntax right : trees(depth, 1, 2)) {
                Optional<Syntax> tolerance = random.nextBoolean() ? Optional.empty() : Optional.of(tree(depth));
                steps.add(new Syntax.Step(all[random.nextInt(all.length)], right, tolerance, Place.NONE));
            }
            return steps;
        }

        private Syntax.Binding binding(int depth, List<String> names) {
            Optional<Syntax.Type> type = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new Syntax.Type(random.nextBoolean() ? List.of() : List.of("1", "n"), Place.NONE));
            return new Syntax.Binding(
                    names, type, random.nextBoolean() ? Optional.empty() : Optional.of(tree(depth)), Place.NONE);
        }

        /** Only the last one can have neither type nor domain: others would share those of the next. */
        private List<Syntax.Binding> bindings(int depth) {
            List<Syntax.Binding> bindings = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                Syntax.Binding binding =
                        binding(depth, random.nextBoolean() ? List.of(name()) : List.of(name(), name()));
                boolean bare = binding.type().isEmpty() && binding.domain().isEmpty();
                if (i == 0 || !bare) {
                    bindings.add(binding);
                }
            }
            return bindings;
        }
    }
}
