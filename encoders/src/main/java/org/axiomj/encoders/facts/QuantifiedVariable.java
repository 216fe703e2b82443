package org.axiomj.encoders.facts;

import org.axiomj.properties.language.core.Domain;
import org.axiomj.properties.language.core.Expr;

/** A variable that a formula begins with, and what it ranges over. */
record QuantifiedVariable(Expr.Variable variable, Domain domain) {}
