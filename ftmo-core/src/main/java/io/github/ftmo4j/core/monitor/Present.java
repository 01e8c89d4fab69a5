package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.ClosedTrade;
import io.github.ftmo4j.core.account.Verdict;
import io.github.ftmo4j.core.gate.Exposure;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A ledger at one moment.
 *
 * @param ledger what is shown
 * @param now the moment
 * @param begun when the phase was begun
 */
record Present(Ledger ledger, Instant now, Instant begun) implements LiveView {
    @Override
    public AccountView account() {
        return ledger.account().view();
    }

    @Override
    public Moment moment() {
        return ledger.exposure().at(now);
    }

    @Override
    public Exposure exposure() {
        return ledger.exposure();
    }

    @Override
    public Phase phase() {
        return ledger.account().phase();
    }

    @Override
    public Verdict verdict() {
        return ledger.account().verdict();
    }

    @Override
    public AccountState state() {
        return ledger.account().state();
    }

    @Override
    public Optional<Money> lastRisk() {
        long risk = ledger.exposure().lastRisk();
        return risk == 0
                ? Optional.empty()
                : Optional.of(phase().initialBalance().withMinorUnits(risk));
    }

    @Override
    public List<ClosedTrade> tradesAfter(long number) {
        return ledger.exposure().tradesAfter(number);
    }
}
