package org.axiomj.properties.vnnlib;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axiomj.ir.exact.Rational;
import org.axiomj.properties.Condition;
import org.axiomj.properties.Query;

/**
 * Splits a conjunction of assertions into cases, one closed box each: exactly equivalent, for every x and y, to the
 * disjunction over the cases of "x in the box and the unsafe condition holds".
 *
 * <p>Bounds of single inputs go into the box. A strict one goes in as a closed one and stays in the condition too.
 * Disjunctions that hold such bounds are multiplied out, as long as the number of cases stays within limits; beyond
 * those a disjunction stays in the condition as it is and only its hull tightens the box, which excludes nothing that
 * the disjunction allows. All else is left in the condition. Cases without a point are dropped, and cases with the same
 * box are one.
 */
final class CaseSplitter {
    static final int MOST_CASES = 100_000;
    /** Bounds that the boxes of all cases may hold together. */
    private static final long MOST_CELLS = 5_000_000;
    /** The same for all that is tried on the way. */
    private static final long MOST_TRIED_CELLS = 20_000_000;
    /** Terms of input constraints that are held against boxes. */
    private static final long MOST_COMPARED_TERMS = 1_000_000;

    private final SourceText source;
    private final Budget budget;
    private final int inputSize;
    private final int mostCases;
    private final Region root;
    /** Holds in every case, in the order of the text. */
    private final List<Formula> common = new ArrayList<>();

    private final List<Formula.Junction> disjunctions = new ArrayList<>();
    private long triedCells;
    private long comparedTerms;

    CaseSplitter(SourceText source, int inputSize, Budget budget, int mostCases) {
        this.source = source;
        this.budget = budget;
        this.inputSize = inputSize;
        this.mostCases = (int) Math.min(mostCases, 1 + MOST_CELLS / Math.max(1, inputSize));
        this.root = new Region(inputSize);
    }

    /** Adds an assertion, which stands at {@code offset}. */
    void require(Formula formula, int offset) {
        if (formula == Formula.FALSE) {
            throw source.invalid(
                    offset,
                    "expected an assertion that some point fulfils, found one that is false whatever the variables"
                            + " are; the property would hold vacuously: correct or remove it");
        }
        if (formula instanceof Formula.Bound bound) {
            root.tighten(bound);
            if (bound.strict) {
                root.rest.add(bound);
            }
        } else if (formula instanceof Formula.Junction junction && junction.conjunction) {
            for (Formula part : junction.parts) {
                require(part, offset);
            }
        } else if (formula.bounds) {
            disjunctions.add((Formula.Junction) formula);
        } else {
            common.add(formula);
        }
    }

    List<Query.Case> split(Inputs declarations) {
        root.deriveMissing(Region.inputConstraints(common));
        List<Region> regions = root.empty() ? List.of() : List.of(root);
        int mark = root.mark();
        for (Formula.Junction disjunction : disjunctions) {
            regions = multiply(regions, disjunction, root);
        }
        regions = shrunk(regions, mark);
        Map<Region.Bounds, List<Condition>> conditions = new LinkedHashMap<>();
        List<Formula.Linear> everywhere = Region.inputConstraints(common);
        for (Region region : regions) {
            if (region.strictlyEmpty()) {
                root.adoptConflict(region);
                continue;
            }
            requireBounded(region, declarations, regions.size());
            if (excluded(region, everywhere) || excluded(region, region.inputConstraints())) {
                root.adoptConflict(region);
                continue;
            }
            Region.Bounds bounds = region.bounds();
            List<Condition> alternatives = conditions.get(bounds); // no lambda: the first costs start-up time
            if (alternatives == null) {
                alternatives = new ArrayList<>(1);
                conditions.put(bounds, alternatives);
            }
            alternatives.add(region.condition());
        }
        if (conditions.isEmpty()) {
            throw root.emptyDomain(source, declarations, disjunctions.isEmpty());
        }
        List<Query.Case> cases = new ArrayList<>(conditions.size());
        List<Condition> shared = new ArrayList<>();
        for (Formula formula : common) {
            shared.add(formula.condition());
        }
        for (Map.Entry<Region.Bounds, List<Condition>> entry : conditions.entrySet()) {
            cases.add(new Query.Case(entry.getKey().box(), unsafe(shared, entry.getValue())));
        }
        return cases;
    }

    /** What lies in one of the regions and in one disjunct; beyond the limits, the regions with the disjunction. */
    private List<Region> multiply(List<Region> regions, Formula.Junction disjunction, Region around) {
        List<Region> result = new ArrayList<>();
        for (Region region : regions) {
            for (Formula disjunct : disjunction.parts) {
                if (triedCells > MOST_TRIED_CELLS || !budget.roomy()) {
                    return leave(regions, disjunction, around);
                }
                expand(region, disjunct, result);
                if (result.size() > mostCases) {
                    return leave(regions, disjunction, around);
                }
            }
        }
        return result;
    }

    /** Adds the regions of {@code region} and {@code disjunct} to the result. */
    private void expand(Region region, Formula disjunct, List<Region> result) {
        List<Formula> parts = parts(disjunct);
        budget.work(disjunct.offset, 20L * parts.size());
        int mark = region.mark();
        for (Formula part : parts) {
            if (part instanceof Formula.Bound bound) {
                region.tighten(bound);
            }
        }
        if (region.empty()) {
            root.adoptConflict(region);
            region.undo(mark);
            triedCells++;
            return;
        }
        Region child = child(region, mark, disjunct.offset);
        region.undo(mark);
        List<Formula.Junction> inner = new ArrayList<>(0);
        for (Formula part : parts) {
            if (part instanceof Formula.Junction junction && junction.bounds) {
                inner.add(junction);
            } else if (!(part instanceof Formula.Bound bound) || bound.strict) {
                child.rest.add(part);
            }
        }
        List<Region> children = List.of(child);
        for (Formula.Junction junction : inner) {
            children = multiply(children, junction, child);
        }
        result.addAll(children);
    }

    private Region child(Region region, int mark, int offset) {
        Region child = region.child(mark);
        long cells = child.sharesBounds(region) ? 1 : inputSize;
        triedCells += cells;
        budget.keep(offset, 100 + 8 * cells + 4L * child.rest.size());
        return child;
    }

    /** Keeps the disjunction as a condition of every region, which shrinks to its hull. */
    private List<Region> leave(List<Region> regions, Formula.Junction disjunction, Region around) {
        int mark = around.mark();
        contract(around, disjunction);
        if (around.empty()) {
            root.adoptConflict(around);
            if (around != root) {
                around.undo(mark);
            }
            return List.of();
        }
        if (around == root) { // holds everywhere, and the regions shrink once, at the end
            common.add(disjunction);
            return regions;
        }
        Map<Integer, Rational[]> hull = around.changesSince(mark);
        around.undo(mark);
        List<Region> result = new ArrayList<>(regions.size());
        for (Region region : regions) {
            budget.work(disjunction.offset, 50L * (hull.size() + 1));
            int before = region.mark();
            region.tighten(hull, disjunction.offset);
            if (region.empty()) {
                root.adoptConflict(region);
            } else {
                Region child = child(region, before, disjunction.offset);
                child.rest.add(disjunction);
                result.add(child);
            }
            region.undo(before);
        }
        return result;
    }

    /** The regions within what the disjunctions that were left have made of the root since the mark. */
    private List<Region> shrunk(List<Region> regions, int mark) {
        Map<Integer, Rational[]> hull = root.changesSince(mark);
        if (hull.isEmpty()) {
            return regions;
        }
        List<Region> result = new ArrayList<>(regions.size());
        for (Region region : regions) {
            int before = region.mark();
            region.tighten(hull, disjunctions.get(disjunctions.size() - 1).offset);
            if (region.empty()) {
                root.adoptConflict(region);
                region.undo(before); // others may share its bounds
            } else {
                result.add(region);
            }
        }
        return result;
    }

    /** Tightens the region to a box around what {@code formula} allows in it. */
    private void contract(Region region, Formula formula) {
        budget.work(formula.offset, 50);
        if (formula instanceof Formula.Bound bound) {
            region.tighten(bound);
        } else if (formula instanceof Formula.Junction junction && junction.bounds) {
            if (junction.conjunction) {
                for (int i = 0; i < junction.parts.size() && !region.empty(); i++) {
                    contract(region, junction.parts.get(i));
                }
            } else {
                contractToHull(region, junction);
            }
        }
    }

    private void contractToHull(Region region, Formula.Junction disjunction) {
        Map<Integer, Rational[]> hull = null;
        for (Formula disjunct : disjunction.parts) {
            int mark = region.mark();
            contract(region, disjunct);
            boolean fits = !region.empty();
            Map<Integer, Rational[]> changes = region.changesSince(mark);
            Region.Conflict conflict = region.undo(mark);
            budget.work(disjunct.offset, 50L * (changes.size() + 1));
            if (fits) {
                hull = hull == null ? changes : Region.join(hull, changes);
            } else {
                root.adoptConflict(conflict);
            }
        }
        if (hull == null) {
            region.makeEmpty(root);
        } else {
            region.tighten(hull, disjunction.offset);
        }
    }

    private static List<Formula> parts(Formula formula) {
        return formula instanceof Formula.Junction junction && junction.conjunction ? junction.parts : List.of(formula);
    }

    /** Only an aid: a case that is left although it is empty does no harm but time. */
    private boolean excluded(Region region, List<Formula.Linear> constraints) {
        for (Formula.Linear linear : constraints) {
            comparedTerms += linear.constraint.inputs().size();
        }
        return comparedTerms < MOST_COMPARED_TERMS && region.excludedBy(constraints);
    }

    private void requireBounded(Region region, Inputs declarations, int cases) {
        int unbounded = region.firstUnbounded();
        if (unbounded >= 0) {
            String name = declarations.inputName(unbounded);
            throw source.invalid(
                    declarations.inputOffset(unbounded),
                    "expected a lower and an upper bound of every input, found no "
                            + (region.hasLower(unbounded) ? "upper" : "lower") + " bound of " + name
                            + (cases > 1 ? " in at least one of " + cases + " cases" : "")
                            + "; assert one, such as (assert "
                            + (region.hasLower(unbounded) ? "(<= " + name + " 1))" : "(>= " + name + " 0))"));
        }
    }

    private static Condition unsafe(List<Condition> shared, List<Condition> alternatives) {
        List<Condition> parts = new ArrayList<>(shared);
        Condition own = alternatives.size() == 1 ? alternatives.get(0) : anyOf(alternatives);
        if (own instanceof Condition.And and) {
            parts.addAll(and.parts());
        } else {
            parts.add(own);
        }
        return parts.isEmpty() ? Condition.TRUE : parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
    }

    private static Condition anyOf(List<Condition> alternatives) {
        List<Condition> parts = new ArrayList<>(alternatives.size());
        IdentityHashMap<Condition, Boolean> seen = new IdentityHashMap<>();
        for (Condition alternative : alternatives) {
            if (alternative instanceof Condition.And and && and.parts().isEmpty()) {
                return Condition.TRUE;
            }
            if (seen.put(alternative, true) != null) {
                continue;
            }
            if (alternative instanceof Condition.Or or) {
                parts.addAll(or.parts());
            } else {
                parts.add(alternative);
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Or(parts);
    }
}
