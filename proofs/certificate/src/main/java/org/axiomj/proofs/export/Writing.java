package org.axiomj.proofs.export;

/** What the second reading of a certificate writes with. */
record Writing(ResoluteWriter writer, Premises premises) {}
