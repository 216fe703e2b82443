package org.axiomj.properties.vnnlib;

import java.util.List;
import java.util.Optional;

/**
 * A network that a VNN-LIB 2.0 text declares.
 *
 * @param offset where its name stands
 * @param equalTo the network that it is the same as
 * @param isomorphicTo the network whose structure it shares
 */
record NetworkDeclaration(
        String name,
        int offset,
        Optional<String> equalTo,
        Optional<String> isomorphicTo,
        List<TensorDeclaration> tensors) {
    NetworkDeclaration {
        tensors = List.copyOf(tensors);
    }

    List<TensorDeclaration> tensors(TensorDeclaration.Kind kind) {
        return tensors.stream().filter(t -> t.kind() == kind).toList();
    }
}
