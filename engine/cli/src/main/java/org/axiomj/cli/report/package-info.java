/**
 * What the user gets. In: a {@link org.axiomj.cli.report.Report}. Out: text for people, VNN-COMP's result file, a JSON
 * object. Nothing here decides anything.
 */
package org.axiomj.cli.report;
