/**
 * The command line. In: arguments. Out: an answer on standard output, result files, an exit code. {@link
 * org.axiomj.cli.Main} picks one {@link org.axiomj.cli.Subcommand}; the one that matters is {@link
 * org.axiomj.cli.VerifyCommand}. A start must cost little: no class is loaded that the command at hand does not need.
 */
package org.axiomj.cli;
