package org.axiomj.cli;

import java.io.PrintStream;
import org.axiomj.cli.report.HumanText;
import org.axiomj.cli.report.Report;

/** The demo's answers as one HTML page without anything outside it. */
final class DemoPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>axiom demo</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
            pre { background: #f4f4f4; padding: 1em; overflow-x: auto; font-size: 13px; line-height: 1.3; }
            p { white-space: pre-line; }
            </style>
            </head>
            <body>
            <h1>axiom demo</h1>
            """;

    private final StringBuilder body = new StringBuilder(HEAD);

    void add(String story, Report report, String explanation) {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        Terminal plain = new Terminal(nowhere, nowhere, false, false, false, 0);
        body.append("<p>").append(escaped(story)).append("</p>\n<pre>");
        body.append(escaped(HumanText.of(report, HumanText.Detail.NORMAL, plain)))
                .append(escaped(explanation));
        body.append("</pre>\n");
    }

    String html() {
        return body + "</body>\n</html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
