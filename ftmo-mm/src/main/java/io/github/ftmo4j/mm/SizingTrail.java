package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.decision.Fields;
import io.github.ftmo4j.core.decision.LogEvent;
import io.github.ftmo4j.core.decision.RunLog;
import io.github.ftmo4j.core.decision.Value;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Money;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Writes to a log how the trades of an account are sized, and when a freeze or a gate begins and ends. */
final class SizingTrail {

    /** The bounds that stop every trade, in the order in which a sizer checks them. */
    private static final List<Bound> BARRIERS = List.of(Bound.FROZEN, Bound.BLACKOUT, Bound.OUT_OF_SESSION);

    private final RunLog log;
    private final Set<Bound> down = EnumSet.noneOf(Bound.class);

    SizingTrail(RunLog log) {
        this.log = log;
    }

    boolean isOn() {
        return log.isOn();
    }

    void sized(AccountView account, Moment moment, long risk, Bound bound, Supplier<SizingDecision> decision) {
        Instant at = Instant.ofEpochMilli(moment.epochMilli());
        Money equity = new Money(account.equity(), account.currency());
        boolean letThrough = risk > 0 || bound == Bound.MINIMUM_LOT;
        if (letThrough || BARRIERS.contains(bound)) {
            noteBarriers(at, equity, bound);
        }
        log.write(at, LogEvent.SIZED, () -> fields(decision.get(), equity));
    }

    /** The barriers before the one that stopped the trade are open; those behind it were not checked. */
    private void noteBarriers(Instant at, Money equity, Bound stoppedBy) {
        for (Bound barrier : BARRIERS) {
            boolean stops = barrier == stoppedBy;
            if (stops ? down.add(barrier) : down.remove(barrier)) {
                if (barrier == Bound.FROZEN) {
                    LogEvent event = stops ? LogEvent.FROZEN : LogEvent.THAWED;
                    log.write(at, event, () -> Fields.none().with("equity", equity));
                } else {
                    LogEvent event = stops ? LogEvent.GATE_CLOSED : LogEvent.GATE_OPENED;
                    log.write(at, event, () -> Fields.none().with("gate", barrier));
                }
            }
            if (stops) {
                return;
            }
        }
    }

    private static Fields fields(SizingDecision decision, Money equity) {
        Fields fields = Fields.none().with("risk", decision.risk()).with("equity", equity);
        if (decision.lots().isPresent()) {
            fields = fields.with("lots", new Value.Decimal(decision.lots().get()));
        }
        fields = fields.with("bound", decision.bound());
        if (decision.bound() == Bound.MODULE) {
            fields = fields.with("module", decision.module());
        } else if (!decision.gate().isEmpty()) {
            fields = fields.with("gate", decision.gate());
        }
        Optional<Money> freeMargin = decision.placement().flatMap(Placement::freeMargin);
        if (freeMargin.isPresent()) {
            fields = fields.with("freeMargin", freeMargin.get());
        }
        return fields.with(
                "said", decision.statements().stream().map(SizingTrail::answer).toList());
    }

    /** There is no amount if the module abstained. */
    private static Fields answer(SizingDecision.Statement statement) {
        return Fields.none().with("module", statement.module()).with("moneyAtRisk", statement.moneyAtRisk());
    }
}
