package io.github.ftmo4j.examples.quickstart;

import io.github.ftmo4j.sim.history.ImportIssue;
import io.github.ftmo4j.sim.history.Remedy;
import java.util.List;
import java.util.Optional;

/** The flags that resolve what an import found. */
final class Remedies {

    private Remedies() {}

    /** The flags of each issue, those that are alternatives joined by "or"; empty if no flag resolves any. */
    static String of(List<ImportIssue> issues) {
        return ImportIssue.remedies(issues, remedy -> Optional.of(flag(remedy)));
    }

    private static String flag(Remedy remedy) {
        return switch (remedy) {
            case RISK_PER_TRADE -> "--risk-per-trade";
            case ZONE -> "--zone";
            case DATE_ORDER -> "--dates";
            case GROSS -> "--gross";
            case NET -> "--net";
            case ACCOUNT -> "--account";
            case TIME_COLUMN -> "--time-column";
            case PROFIT_COLUMN -> "--profit-column";
            case R_COLUMN -> "--r-column";
            case RISK_COLUMN -> "--risk-column";
        };
    }
}
