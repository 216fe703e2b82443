/** The proof kernel: integers only, the Java library only. */
module org.axiomj.kernel {
    exports org.axiomj.kernel;
}
