package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.AlwaysOpen;
import io.github.ftmo4j.core.gate.Gate;
import io.github.ftmo4j.core.gate.RiskCap;
import io.github.ftmo4j.core.gate.RiskCaps;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides how much to risk on a trade: takes the smallest amount of all modules and applies house rules.
 *
 * <pre>{@code
 * var sizer = PositionSizer.builder()
 *         .propose(FixedFractional.ofBalance(0.01))
 *         .limit(DrawdownManager.band(0.05, 0.005)) // from 5 % drawdown on no more than 0.5 %
 *         .limit(DailyHeadroom.share(0.25)) // a quarter of what is left today
 *         .cap(0.02)
 *         .build();
 * }</pre>
 *
 * <p>A decision is made in this order:
 *
 * <ol>
 *   <li>the smallest amount of all modules that do not abstain; nothing if all proposing modules abstain;
 *   <li>the freeze: nothing while the cushion is under its threshold;
 *   <li>after a losing trade, no more than the last opened trade risked, until a trade wins or a phase starts; unless
 *       the sizer is {@linkplain Builder#risingAfterLoss() rising after a loss};
 *   <li>the caps, in the order of {@link RiskCap}, by the exposure that was reported to the {@link AccountSizing}; then
 *       the equity, as more cannot be lost;
 *   <li>nothing in a blackout;
 *   <li>nothing outside the session.
 * </ol>
 *
 * The result is rounded down to whole minor units. A sizer is an immutable specification that any number of accounts
 * and threads may share; {@link #start()} makes its state. Two sizers are equal if they are built of equal modules in
 * the same order, and of equal freezes, rules after a loss, caps and gates.
 */
public final class PositionSizer {

    private final List<RiskModule> proposals;
    private final List<RiskModule> limits;
    private final Optional<Freeze> freeze;
    private final RiskCaps caps;
    private final Gate blackout;
    private final Gate session;
    private final boolean risesAfterLoss;

    private PositionSizer(Builder builder) {
        this.proposals = List.copyOf(builder.proposals);
        this.limits = List.copyOf(builder.limits);
        this.freeze = builder.freeze;
        this.caps = builder.caps.build();
        this.blackout = builder.blackout;
        this.session = builder.session;
        this.risesAfterLoss = builder.risesAfterLoss;
    }

    /**
     * Starts a sizer without modules, freeze, caps or gates.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A sizer with one module.
     *
     * @param proposal the module
     * @return the sizer
     * @throws IllegalArgumentException if parameters of the module contradict each other
     */
    public static PositionSizer of(RiskModule proposal) {
        return builder().propose(proposal).build();
    }

    /**
     * Starts a trader on accounts whose trades the caller reports.
     *
     * @return the trader, in the initial state
     */
    public Trader start() {
        return new Trader(this);
    }

    /**
     * Starts a trader on accounts that are watched by monitors. Its state is lost when the process ends.
     *
     * @return the trader, in the initial state
     */
    public LiveTrader live() {
        return LiveTrader.of(this);
    }

    /**
     * Starts a trader on accounts that are watched by monitors, and keeps its state in a journal. If the journal
     * exists, the trader continues with the state in it. Journals of earlier versions of the library can be opened.
     *
     * @param journal the file of the journal, in a directory that exists; not the journal of a monitor
     * @return a trader
     * @throws io.github.ftmo4j.core.journal.JournalException if the journal is damaged, of other modules, of a later
     *     version of the library, open elsewhere, or cannot be read or written
     */
    public LiveTrader live(Path journal) {
        return LiveTrader.of(this, journal);
    }

    /**
     * The modules that propose.
     *
     * @return in the order in which they were added
     */
    public List<RiskModule> proposals() {
        return proposals;
    }

    /**
     * The modules that limit.
     *
     * @return in the order in which they were added
     */
    public List<RiskModule> limits() {
        return limits;
    }

    /**
     * Sizes the trades of one account that is watched by a monitor. The state is lost when the process ends. To keep
     * it, or to trade several accounts, see {@link #live(Path)}.
     *
     * @param monitor the monitor of the account
     * @return its sizing
     */
    public LiveAccount open(AccountMonitor monitor) {
        return live().open("account", monitor);
    }

    /**
     * Whether trades of one account may change the size of trades of another.
     *
     * @return whether any module has a state that all accounts of a trader share
     */
    public boolean sharesState() {
        return Stream.concat(proposals.stream(), limits.stream())
                .anyMatch(module -> module.scope() == RiskModule.Scope.TRADER);
    }

    /**
     * The freeze.
     *
     * @return none if the sizer never freezes
     */
    public Optional<Freeze> freeze() {
        return freeze;
    }

    /**
     * The caps.
     *
     * @return the caps, none by default
     */
    public RiskCaps caps() {
        return caps;
    }

    /**
     * The gate that is closed in blackouts.
     *
     * @return the gate
     */
    public Gate blackout() {
        return blackout;
    }

    /**
     * The gate that is open in session.
     *
     * @return the gate
     */
    public Gate session() {
        return session;
    }

    /**
     * Whether a trade after a loss may risk more than the last opened trade.
     *
     * @return false by default
     */
    public boolean risesAfterLoss() {
        return risesAfterLoss;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PositionSizer sizer
                && proposals.equals(sizer.proposals)
                && limits.equals(sizer.limits)
                && freeze.equals(sizer.freeze)
                && caps.equals(sizer.caps)
                && blackout.equals(sizer.blackout)
                && session.equals(sizer.session)
                && risesAfterLoss == sizer.risesAfterLoss;
    }

    @Override
    public int hashCode() {
        return Objects.hash(proposals, limits, freeze, caps, blackout, session, risesAfterLoss);
    }

    /** The modules, freeze, caps and gates in one line; what was not set is left out. */
    @Override
    public String toString() {
        List<String> stack = new ArrayList<>();
        proposals.forEach(module -> stack.add("propose " + module));
        limits.forEach(module -> stack.add("limit " + module));
        freeze.ifPresent(rule -> stack.add("freeze below " + rule.threshold() + " of " + rule.cushion()));
        if (risesAfterLoss) {
            stack.add("rising after a loss");
        }
        caps.caps().forEach((cap, height) -> stack.add(cap + " " + height));
        if (!(blackout instanceof AlwaysOpen)) {
            stack.add("blackout " + blackout);
        }
        if (!(session instanceof AlwaysOpen)) {
            stack.add("session " + session);
        }
        return "PositionSizer[" + String.join(", ", stack) + "]";
    }

    /**
     * When to risk nothing.
     *
     * @param threshold the cushion under which nothing is risked, from 0 to 1
     * @param cushion how the cushion is measured
     */
    public record Freeze(double threshold, Cushion cushion) {
        /**
         * Checks the threshold.
         *
         * @throws IllegalArgumentException if the threshold is more than the cushion can be
         */
        public Freeze {
            Fraction.requireNonNegative(threshold, "freeze threshold");
            if (threshold > cushion.most()) {
                throw new IllegalArgumentException("freeze threshold must be at most " + cushion.most()
                        + ", the most that the cushion can be, was " + threshold);
            }
        }

        /**
         * Whether an account is frozen: its equity less the floor is less than the threshold of its equity.
         *
         * @param account the account
         * @return whether nothing may be risked
         */
        public boolean holds(AccountView account) {
            return cushion.isUnder(threshold, account);
        }
    }

    /** Builds a position sizer. Not thread-safe. */
    public static final class Builder {
        private final List<RiskModule> proposals = new ArrayList<>();
        private final List<RiskModule> limits = new ArrayList<>();
        private Optional<Freeze> freeze = Optional.empty();
        private RiskCaps.Builder caps = RiskCaps.builder();
        private Gate blackout = Gate.alwaysOpen();
        private Gate session = Gate.alwaysOpen();
        private boolean risesAfterLoss;

        private Builder() {}

        /**
         * Adds a module that proposes how much to risk.
         *
         * @param module the module
         * @return this builder
         */
        public Builder propose(RiskModule module) {
            proposals.add(Objects.requireNonNull(module, "module"));
            return this;
        }

        /**
         * Adds a module that only limits what others propose.
         *
         * @param module the module
         * @return this builder
         */
        public Builder limit(RiskModule module) {
            limits.add(Objects.requireNonNull(module, "module"));
            return this;
        }

        /**
         * Risks nothing while a cushion is under a threshold.
         *
         * @param threshold from 0 to 1
         * @param cushion how the cushion is measured
         * @return this builder
         * @throws IllegalArgumentException if the threshold is out of range, or more than the cushion can be
         */
        public Builder freezeBelow(double threshold, Cushion cushion) {
            freeze = Optional.of(new Freeze(threshold, cushion));
            return this;
        }

        /**
         * Lets a trade after a loss risk more than the last opened trade. Without this call it may not, which keeps a
         * trader from raising the risk to win losses back.
         *
         * @return this builder
         */
        public Builder risingAfterLoss() {
            risesAfterLoss = true;
            return this;
        }

        /**
         * Never risks more than this share of the balance on a trade.
         *
         * @param fraction above 0 and at most {@link Fraction#LARGEST_RISK}
         * @return this builder
         */
        public Builder cap(double fraction) {
            return cap(fraction, RiskBase.BALANCE);
        }

        /**
         * Never risks more than this share on a trade.
         *
         * @param fraction above 0 and at most {@link Fraction#LARGEST_RISK}
         * @param base what it is a share of
         * @return this builder
         */
        public Builder cap(double fraction, RiskBase base) {
            caps.perTrade(fraction, base);
            return this;
        }

        /**
         * Never risks more than these caps allow. They replace all caps set before.
         *
         * @param all the caps
         * @return this builder
         */
        public Builder caps(RiskCaps all) {
            caps = all.toBuilder();
            return this;
        }

        /**
         * Risks nothing while this gate is closed, for the reason {@link Bound#BLACKOUT}. Every gate that was added
         * must be open.
         *
         * @param gate the gate
         * @return this builder
         */
        public Builder blackout(Gate gate) {
            blackout = both(blackout, gate);
            return this;
        }

        /**
         * Risks nothing while this gate is closed, for the reason {@link Bound#OUT_OF_SESSION}. Every gate that was
         * added must be open.
         *
         * @param gate the gate
         * @return this builder
         */
        public Builder session(Gate gate) {
            session = both(session, gate);
            return this;
        }

        private static Gate both(Gate first, Gate second) {
            return first instanceof AlwaysOpen ? second : first.and(second);
        }

        /**
         * Builds the sizer. Each module is started once, which checks its parameters.
         *
         * @return the sizer
         * @throws IllegalArgumentException if no module proposes, or parameters of modules contradict each other; it
         *     names everything that is wrong
         */
        public PositionSizer build() {
            List<String> wrong = new ArrayList<>();
            if (proposals.isEmpty()) {
                wrong.add("at least one module must propose, limits were " + limits);
            }
            Stream.concat(proposals.stream(), limits.stream()).forEach(module -> {
                try {
                    module.start();
                } catch (IllegalArgumentException e) {
                    wrong.add(e.getMessage());
                }
            });
            if (!wrong.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", wrong));
            }
            return new PositionSizer(this);
        }
    }
}
