package org.axiomj.properties.vnnlib;

/** Which input elements must be equal: union of sets, each known by its smallest member. */
final class InputClasses {
    private final int[] parents;

    InputClasses(int size) {
        parents = new int[size];
        for (int i = 0; i < size; i++) {
            parents[i] = i;
        }
    }

    void join(int a, int b) {
        int first = representative(a);
        int second = representative(b);
        parents[Math.max(first, second)] = Math.min(first, second);
    }

    int representative(int element) {
        int at = element;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** For every element the number of its set; sets are numbered by their smallest members. */
    int[] numbers() {
        int[] numbers = new int[parents.length];
        int next = 0;
        for (int i = 0; i < parents.length; i++) {
            numbers[i] = representative(i) == i ? next++ : numbers[representative(i)];
        }
        return numbers;
    }
}
