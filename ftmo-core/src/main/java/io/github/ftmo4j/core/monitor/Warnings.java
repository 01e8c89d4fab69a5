package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.Account;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.Assessment;
import io.github.ftmo4j.core.account.Objective;
import io.github.ftmo4j.core.json.JsonObject;
import io.github.ftmo4j.core.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The warnings that are due: each share of each permitted loss once a day. */
final class Warnings {

    private final Account account;
    private final List<Double> shares;
    private final Set<Due> told = new LinkedHashSet<>();
    private long highestEquity;

    private record Due(Objective objective, double share) {}

    Warnings(Account account, List<Double> shares) {
        this.account = account;
        this.shares = List.copyOf(shares);
        // any mark may be due a warning until the first look
        highestEquity = shares.isEmpty() ? AccountView.NO_FLOOR : Long.MAX_VALUE;
    }

    void rearm() {
        told.clear();
    }

    void write(JsonWriter out) {
        out.objects(
                "warned",
                told,
                (due, fields) ->
                        fields.text("objective", due.objective().name()).text("share", Double.toString(due.share())));
    }

    void read(JsonObject in) {
        in.objects("warned")
                .forEach(due -> told.add(
                        new Due(due.text("objective", Objective::valueOf), due.text("share", Double::valueOf))));
    }

    /** No warning is due while equity is above this. */
    long highestEquity() {
        return highestEquity;
    }

    List<MonitorEvent> of(Assessment assessment) {
        List<MonitorEvent> due = new ArrayList<>();
        if (shares.isEmpty()) {
            return due;
        }
        highestEquity = AccountView.NO_FLOOR;
        AccountView view = account.view();
        look(Objective.DAILY_LOSS, view.dailyLossFloor(), view.dailyLossLimit(), assessment, due);
        look(Objective.MAXIMUM_LOSS, view.maximumLossFloor(), view.maximumLossLimit(), assessment, due);
        look(Objective.FLOATING_LOSS, view.floatingLossFloor(), view.floatingLossLimit(), assessment, due);
        return due;
    }

    private void look(Objective objective, long floor, long limit, Assessment assessment, List<MonitorEvent> due) {
        if (floor == AccountView.NO_FLOOR) {
            return;
        }
        long equity = account.view().equity();
        for (double share : shares) {
            long level = floor + Math.round((1 - share) * limit);
            if (told.contains(new Due(objective, share))) {
                continue;
            }
            if (equity <= level) {
                told.add(new Due(objective, share));
                due.add(new MonitorEvent.Warned(
                        assessment.asOf(), objective, share, assessment.equity().withMinorUnits(equity - floor)));
            } else {
                highestEquity = Math.max(highestEquity, level);
            }
        }
    }
}
