/**
 * How command lines are written. In: strings. Out: {@link org.axiomj.cli.syntax.Arguments}. A {@link
 * org.axiomj.cli.syntax.CommandSyntax} says what a command takes; {@link org.axiomj.cli.syntax.QuickReader} reads plainly
 * written command lines by it in well under a millisecond, and {@link org.axiomj.cli.syntax.FullReader} reads all others
 * with picocli, which also prints help and explains mistakes.
 */
package org.axiomj.cli.syntax;
