package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Exposure;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.gate.RiskCap;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.LiveView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sizes the trades of one account with a position sizer. Every trade must be reported when it is opened and when it is
 * closed. {@link #size} allocates nothing unless it is logged; {@link #decide} allocates. Not thread-safe.
 */
public final class AccountSizing {

    private static final int NO_MODULE = -1;
    private static final long UNLIMITED = Long.MAX_VALUE;

    /** The name of the saved values that belong to no module. */
    static final String OWN = "account";

    private final PositionSizer sizer;
    private final Trader trader;
    private final List<RiskModule> modules = new ArrayList<>();
    private final ModuleState[] states;
    private final ModuleState[] ownStates;
    private final int proposals;
    private final double[] answers;
    private final PositionSizer.@Nullable Freeze freeze;
    private final boolean risesAfterLoss;
    private final @Nullable SizingTrail trail;
    private final RiskCaps caps;

    /** The most frequent cap, which is checked without a lookup. */
    private final RiskCaps.@Nullable Share perTrade;

    private final RiskCap[] capped;
    private final AccountExposure ownExposure = new AccountExposure();

    private long lastOpened = UNLIMITED;
    private boolean afterLoss;
    private boolean cappedAfterLoss;
    private Bound bound = Bound.NO_PROPOSAL;
    private int boundBy = NO_MODULE;

    AccountSizing(PositionSizer sizer, Trader trader, @Nullable SizingTrail trail) {
        this.sizer = sizer;
        this.trader = trader;
        this.trail = trail;
        modules.addAll(sizer.proposals());
        modules.addAll(sizer.limits());
        states = trader.states(modules);
        List<ModuleState> own = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            if (modules.get(i).scope() == RiskModule.Scope.ACCOUNT) {
                own.add(states[i]);
            }
        }
        ownStates = own.toArray(ModuleState[]::new);
        proposals = sizer.proposals().size();
        answers = new double[states.length];
        freeze = sizer.freeze().orElse(null);
        risesAfterLoss = sizer.risesAfterLoss();
        caps = sizer.caps();
        perTrade = caps.caps().get(RiskCap.CAP_PER_TRADE) instanceof RiskCaps.Share share ? share : null;
        capped = caps.caps().keySet().stream()
                .filter(cap -> perTrade == null || cap != RiskCap.CAP_PER_TRADE)
                .toArray(RiskCap[]::new);
    }

    /**
     * How much to risk on the next trade.
     *
     * @param account the present account
     * @param moment the moment at which the trade is to be opened
     * @return the money lost if the stop is hit, in minor units; zero means do not trade
     * @throws IllegalArgumentException if a cap is an amount in another currency than the account's
     * @throws IllegalStateException if a module answers with a negative or infinite amount
     */
    public long size(AccountView account, Moment moment) {
        ownExposure.beginDay(moment.day());
        long sized = size(account, moment, ownExposure);
        if (trail != null && trail.isOn()) {
            trail.sized(account, moment, sized, bound, () -> explain(sized, account, moment));
        }
        return sized;
    }

    /**
     * Whether the last call of {@link #size} was answered by the rule that risk does not rise after a loss: without it
     * the trade would have been sized larger.
     *
     * @return whether it was
     */
    public boolean cappedAfterLoss() {
        return cappedAfterLoss;
    }

    /** Sizes by an exposure that is given, without a log. */
    private long size(AccountView account, Moment moment, Exposure exposure) {
        cappedAfterLoss = false;
        long risk = ask(account, moment);
        if (freeze != null && risk > 0 && freeze.holds(account)) {
            risk = bind(0, Bound.FROZEN);
        }
        if (afterLoss && risk > lastOpened && !risesAfterLoss) {
            long free = capped(risk, account, moment, exposure);
            risk = capped(bind(lastOpened, Bound.AFTER_LOSS), account, moment, exposure);
            cappedAfterLoss = free > risk;
            return risk;
        }
        return capped(risk, account, moment, exposure);
    }

    /** Applies what follows the rule that risk does not rise after a loss. */
    private long capped(long wanted, AccountView account, Moment moment, Exposure exposure) {
        long risk = wanted;
        if (perTrade != null) {
            long most = MinorUnits.down(perTrade.fraction() * perTrade.base().of(account));
            if (risk > most) {
                risk = bind(most, Bound.CAP_PER_TRADE);
            }
        }
        for (RiskCap cap : capped) {
            long most = caps.most(cap, account, exposure);
            if (risk > most) {
                risk = bind(most, Bound.of(cap));
            }
        }
        long equity = RiskBase.EQUITY.of(account);
        if (risk > equity) {
            risk = bind(equity, Bound.EQUITY);
        }
        if (risk > 0 && !sizer.blackout().isOpen(moment)) {
            risk = bind(0, Bound.BLACKOUT);
        }
        if (risk > 0 && !sizer.session().isOpen(moment)) {
            risk = bind(0, Bound.OUT_OF_SESSION);
        }
        return risk;
    }

    /**
     * How much to risk on the next trade, and why. The amount is that of {@link #size}.
     *
     * @param account the present account
     * @param moment the moment at which the trade is to be opened
     * @return the decision
     * @throws IllegalArgumentException if a cap is an amount in another currency than the account's
     * @throws IllegalStateException if a module answers with a negative or infinite amount
     */
    public SizingDecision decide(AccountView account, Moment moment) {
        return explain(size(account, moment), account, moment);
    }

    /** Decides for an account as its monitor sees it. The log gets the decision after the last step. */
    SizingDecision decide(LiveView view, UnaryOperator<SizingDecision> last) {
        AccountView account = view.account();
        Moment moment = view.moment();
        long sized = size(account, moment, view.exposure());
        SizingDecision decision = last.apply(explain(sized, account, moment));
        if (trail != null && trail.isOn()) {
            trail.sized(account, moment, decision.risk().minorUnits(), decision.bound(), () -> decision);
        }
        return decision;
    }

    private String closedGate(Moment moment) {
        return switch (bound) {
            case BLACKOUT -> sizer.blackout().closedBy(moment).orElse("");
            case OUT_OF_SESSION -> sizer.session().closedBy(moment).orElse("");
            default -> "";
        };
    }

    /**
     * Counts an order that opens no position, such as a change or a cancellation, among the orders of the day. An order
     * that opens a position is counted by {@link #opened(long, Moment)}.
     *
     * @param moment the moment
     */
    public void ordered(Moment moment) {
        ownExposure.beginDay(moment.day());
        ownExposure.ordered();
    }

    /**
     * Reports an opened trade.
     *
     * @param risked the money at risk, in minor units, above zero
     * @param moment the moment
     * @throws IllegalArgumentException if it is not above zero
     */
    public void opened(long risked, Moment moment) {
        ownExposure.beginDay(moment.day());
        opened(risked);
    }

    /**
     * Reports an opened trade on the day of the last call of {@link #size}.
     *
     * @param risked the money at risk, in minor units, above zero
     * @throws IllegalArgumentException if it is not above zero
     */
    public void opened(long risked) {
        requirePositive(risked);
        lastOpened = risked;
        ownExposure.opened(risked);
    }

    /**
     * States trades of today that were opened and closed before this sizing was begun. They count towards the caps of
     * the day.
     *
     * @param trades how many, at least 0
     * @param moment the moment
     * @throws IllegalArgumentException if there are fewer than 0
     */
    public void tradedBefore(int trades, Moment moment) {
        if (trades < 0) {
            throw new IllegalArgumentException("trades must be at least 0, was " + trades);
        }
        ownExposure.beginDay(moment.day());
        ownExposure.traded(trades);
    }

    void lastRisked(long risked) {
        lastOpened = risked;
    }

    /**
     * Reports a closed trade.
     *
     * @param risked the money that was at risk, in minor units, above zero
     * @param profit its profit or loss, in minor units
     * @throws IllegalArgumentException if {@code risked} is not above zero
     */
    public void closed(long risked, long profit) {
        requirePositive(risked);
        if (profit != 0) {
            afterLoss = profit < 0;
        }
        ownExposure.closed(risked);
        for (ModuleState state : ownStates) {
            state.closed(risked, profit);
        }
        trader.closed(risked, profit);
    }

    /**
     * Reports a move of the market, with or without a trade, to the states of this account and of the trader. The
     * states of other accounts do not see it.
     *
     * @param marketReturn the return of one step, 0.01 for 1 %
     * @throws IllegalArgumentException if it is not finite
     */
    public void moved(double marketReturn) {
        movedAlone(marketReturn);
        trader.moved(marketReturn);
    }

    /** Reports a move to the states of this account only. */
    void movedAlone(double marketReturn) {
        Trader.requireFinite(marketReturn);
        for (ModuleState state : ownStates) {
            state.moved(marketReturn);
        }
    }

    /**
     * Saves the state of this account. The state that all accounts of the trader share is not part of it; see
     * {@link Trader#save}.
     *
     * @return the saved state
     */
    public SavedState save() {
        return save(ownExposure);
    }

    /** Saves the state of this account with what another exposure has used up today. */
    SavedState save(long day, Exposure used) {
        return save(AccountExposure.usedUp(day, used));
    }

    private SavedState save(AccountExposure exposure) {
        SavedValues.Builder own = SavedValues.builder().flag("afterLoss", afterLoss);
        if (lastOpened != UNLIMITED) {
            own.number("lastOpened", lastOpened);
        }
        exposure.save(own);
        return SavedState.of(modules, states, RiskModule.Scope.ACCOUNT).with(OWN, own.build());
    }

    /**
     * Replaces the state of this account by a saved one.
     *
     * @param saved the state that an account of a sizer with the same names of modules {@linkplain #save saved}
     * @throws IllegalArgumentException if it does not fit the modules; nothing has changed then
     */
    public void restore(SavedState saved) {
        List<String> names = new ArrayList<>(List.of("afterLoss", "lastOpened"));
        names.addAll(AccountExposure.NAMES);
        SavedValues own = saved.part(OWN).only(names.toArray(String[]::new));
        boolean loss = own.flag("afterLoss");
        long last = own.has("lastOpened") ? own.number("lastOpened", 0) : UNLIMITED;
        AccountExposure restored = AccountExposure.of(own);
        saved.without(OWN).restore(modules, states, RiskModule.Scope.ACCOUNT);
        afterLoss = loss;
        lastOpened = last;
        ownExposure.become(restored);
    }

    /**
     * Resets the state of this account, as at the start of a phase. The state that all accounts of the trader share is
     * kept.
     */
    public void reset() {
        afterLoss = false;
        lastOpened = UNLIMITED;
        ownExposure.clear();
        for (ModuleState state : ownStates) {
            state.reset();
        }
    }

    /** The states of modules that belong to this account. */
    ModuleState[] ownStates() {
        return ownStates;
    }

    AccountExposure exposure() {
        return ownExposure;
    }

    /** What the last opened trade risked if the next one may not risk more. */
    long mostAfterLoss(long none) {
        return afterLoss ? lastOpened : none;
    }

    void setMostAfterLoss(long most, boolean loss) {
        afterLoss = loss;
        lastOpened = loss ? most : UNLIMITED;
    }

    private static void requirePositive(long risked) {
        if (risked <= 0) {
            throw new IllegalArgumentException("risked must be above zero, was " + risked);
        }
    }

    private SizingDecision explain(long sized, AccountView account, Moment moment) {
        List<SizingDecision.Statement> statements = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            Optional<Money> amount = Double.isNaN(answers[i])
                    ? Optional.empty()
                    : Optional.of(new Money(whole(answers[i]), account.currency()));
            statements.add(new SizingDecision.Statement(modules.get(i).name(), amount));
        }
        String module = bound == Bound.MODULE ? modules.get(boundBy).name() : "";
        return new SizingDecision(
                new Money(sized, account.currency()),
                new Money(account.balance(), account.currency()),
                Optional.empty(),
                bound,
                module,
                closedGate(moment),
                List.copyOf(statements));
    }

    private long ask(AccountView account, Moment moment) {
        double least = Double.POSITIVE_INFINITY;
        boolean proposed = false;
        for (int i = 0; i < states.length; i++) {
            double amount = states[i].moneyAtRisk(account, moment);
            answers[i] = amount;
            if (Double.isNaN(amount)) {
                continue;
            }
            if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
                throw new IllegalStateException(
                        modules.get(i).name() + " must answer with a finite amount of at least 0, was " + amount);
            }
            proposed |= i < proposals;
            if (amount < least) {
                least = amount;
                boundBy = i;
            }
        }
        if (!proposed) {
            boundBy = NO_MODULE;
            return bind(0, Bound.NO_PROPOSAL);
        }
        return bind(whole(least), Bound.MODULE);
    }

    /** The answer of a module may exceed the largest amount of money. */
    private static long whole(double amount) {
        return MinorUnits.down(Math.min(amount, MinorUnits.LARGEST));
    }

    private long bind(long amount, Bound by) {
        bound = by;
        return amount;
    }
}
