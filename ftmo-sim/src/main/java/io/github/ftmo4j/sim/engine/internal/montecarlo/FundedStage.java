package io.github.ftmo4j.sim.engine.internal.montecarlo;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.RewardRules;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.FundedTerms;
import io.github.ftmo4j.core.program.ScalingPlan;
import io.github.ftmo4j.sim.journey.JourneySpec;
import io.github.ftmo4j.sim.journey.TracedJourney;
import io.github.ftmo4j.sim.spec.PayoutPlan;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rewards of one funded account. At the end of each day on which the trader asks for one and the terms allow it, it
 * is paid out. It is reused for every trial. Not thread-safe.
 */
final class FundedStage implements Evening {

    /** Receives what happens. */
    interface Listener {
        /** The trader's share in the profit on the account has changed. */
        void claimChanged(long by);

        /** The trader got money from the account. */
        void rewarded(long amount);

        /** Something is worth an entry in a trace. */
        void noted(TracedJourney.Kind kind, long amount);
    }

    /** Terms of the account at one size. */
    private record Size(FundedTerms terms, RewardRules rules) {
        Size(FundedTerms terms) {
            this(terms, RewardRules.of(terms));
        }
    }

    /** What the trader takes when the account grows. */
    private static final PayoutPlan EVERYTHING = PayoutPlan.all();

    private final PayoutPlan plan;
    private final Size original;
    private final boolean rewardedBefore;
    private final Listener listener;
    private final Map<Money, Size> grown = new HashMap<>();
    private final Map<Money, AccountMachine> grownAccounts = new HashMap<>();

    /** None before the first account. */
    private @Nullable Attempt attempt;

    private Size size;
    private int rewards;
    private long divided;
    private long claim;

    /** What was seen of the account when it was noted last. */
    private long noted;

    // the window of the scaling plan
    private long windowStart;
    private int windowRewards;
    private long windowPaid;
    private long windowProfit;

    FundedStage(JourneySpec spec, Listener listener) {
        this.plan = spec.payouts();
        this.listener = listener;
        original = new Size(spec.funded());
        size = original;
        rewardedBefore = spec.startsRewarded();
    }

    /** Begins with the account of an attempt that has just started. */
    void begin(Attempt of) {
        attempt = of;
        size = original;
        rewards = 0;
        divided = 0;
        claim = 0;
        AccountMachine account = of.account();
        noted = account.balance();
        openWindow(account);
        windowProfit = size.rules().profit(account);
    }

    private void openWindow(AccountMachine account) {
        windowStart = account.day();
        windowRewards = 0;
        windowPaid = 0;
        windowProfit = 0;
    }

    /** How many rewards were paid. */
    int rewards() {
        return rewards;
    }

    /** What would be the trader's of the profit on the account as the last day ended. */
    long claim() {
        return claim;
    }

    @Override
    public void comes(AccountMachine account, int phaseDay) {
        if (!account.verdict().isFinal() && account.openPositions() == 0 && plan.asksOn(phaseDay)) {
            ask(account);
        }
        noteClaim(runsOn().account());
    }

    /** The account has failed or ended: what it earned since the last note is noted. */
    void end(AccountMachine account) {
        noteProfit(account);
        if (account.verdict().isFinal()) {
            setClaim(0);
        }
    }

    private Attempt runsOn() {
        return Objects.requireNonNull(attempt, "no account has begun");
    }

    private void noteClaim(AccountMachine account) {
        long profit = size.rules().profit(account);
        setClaim(profit <= 0 || account.verdict().isFinal() ? 0 : size.rules().ofTrader(account, profit, divided));
    }

    private void setClaim(long value) {
        if (value != claim) {
            listener.claimChanged(value - claim);
            claim = value;
        }
    }

    private void noteProfit(AccountMachine account) {
        listener.noted(TracedJourney.Kind.PROFIT, account.balance() - noted);
        noted = account.balance();
    }

    private void ask(AccountMachine account) {
        RewardRules rules = size.rules();
        if (!rules.isDue(account, rewards == 0 && !rewardedBefore)) {
            return;
        }
        Money larger = rules.payable(account) > 0 ? sizeAfter(account) : currentSize();
        boolean grows = !larger.equals(currentSize());
        long leaving = (grows ? EVERYTHING : plan).leaving(rules, account, divided);
        if (leaving <= 0) {
            return;
        }
        pay(account, leaving);
        if (grows) {
            grow(account, larger);
        }
    }

    private void pay(AccountMachine account, long amount) {
        RewardRules rules = size.rules();
        noteProfit(account);
        long ofTrader = rules.ofTrader(account, amount, divided);
        divided += rules.divides(account, amount);
        account.paidOut(amount);
        rewards++;
        windowRewards++;
        windowPaid += amount;
        noted = account.balance();
        listener.rewarded(ofTrader);
        listener.noted(TracedJourney.Kind.REWARD, ofTrader);
        listener.noted(TracedJourney.Kind.FIRM_SHARE, amount - ofTrader);
    }

    private Money currentSize() {
        return size.terms().account().initialBalance();
    }

    /** The size of the account after a reward that is paid now. */
    private Money sizeAfter(AccountMachine account) {
        Money now = currentSize();
        long earned = size.rules().profit(account) + windowPaid - windowProfit;
        return size.terms()
                .scaling()
                .map(scaling -> scaling.review(
                                new ScalingPlan.Standing(
                                        original.terms().account().initialBalance(),
                                        now,
                                        LocalDate.ofEpochDay(windowStart),
                                        now.withMinorUnits(earned),
                                        windowRewards + 1,
                                        now.withMinorUnits(account.balance())),
                                LocalDate.ofEpochDay(account.day()))
                        .size())
                .orElse(now);
    }

    /** Goes on with a fresh account of a larger size; what the reward left on the old one is the profit of no day. */
    private void grow(AccountMachine account, Money larger) {
        Money before = currentSize();
        long left = size.rules().profit(account);
        size = grown.computeIfAbsent(larger, next -> new Size(original.terms().scaledTo(next)));
        AccountMachine next = grownAccounts.computeIfAbsent(
                larger, each -> new AccountMachine(size.terms().account(), account.day()));
        next.restart(account.day());
        if (left > 0) {
            next.booked(left);
            next.beginRewardCycle();
        }
        runsOn().replaceAccount(next);
        listener.noted(TracedJourney.Kind.SCALED, larger.minorUnits() - before.minorUnits());
        noted = next.balance();
        openWindow(next);
        windowProfit = size.rules().profit(next);
    }
}
