package org.axiomj.ir;

/**
 * One thing that hinders or weakens the verification of a model.
 *
 * @param severity whether verification fails or merely suffers
 * @param place where: {@code model.onnx: Dropout 'd1' (node 4)}
 * @param problem what hinders
 * @param advice what to do
 */
public record Finding(Severity severity, String place, String problem, String advice) {
    /** How bad it is. */
    public enum Severity {
        /** The model cannot be verified as it is. */
        BLOCKS,
        /** The model can be verified, but slowly or incompletely. */
        HINDERS,
        /** Nothing hinders, but a reading of the file that a person should know of. */
        NOTE
    }

    @Override
    public String toString() {
        return place + ": " + problem + "; " + advice;
    }
}
