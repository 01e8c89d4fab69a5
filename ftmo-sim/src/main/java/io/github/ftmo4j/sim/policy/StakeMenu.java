package io.github.ftmo4j.sim.policy;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.money.MinorUnits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The stakes among which a policy chooses before each trade. A stake is rounded down to the minor unit and is never
 * more than the equity; a stake of zero is a trade that is not taken.
 *
 * @param base the amount that a fraction refers to
 * @param fractions 1 to 250 different values from 0 to 1, in ascending order
 * @param withinCushion whether a larger stake is lowered to the cushion: equity less the highest floor
 */
public record StakeMenu(Base base, List<Double> fractions, boolean withinCushion) {

    /** The most stakes of a menu. */
    public static final int MOST_STAKES = 250;

    /** What a stake is a fraction of. */
    public enum Base {
        /** The initial balance. */
        INITIAL_BALANCE,
        /** The current balance. */
        BALANCE,
        /** The equity less the highest floor, which falling equity reaches first. */
        CUSHION
    }

    /**
     * Sorts and checks the fractions.
     *
     * @throws IllegalArgumentException if there is none, there are too many, one appears twice or is out of range, or
     *     none is above zero
     */
    public StakeMenu {
        List<Double> sorted = new ArrayList<>();
        for (double fraction : fractions) {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException("fractions must be from 0 to 1, was " + fraction);
            }
            sorted.add(fraction + 0.0); // −0 is 0
        }
        sorted.sort(Comparator.naturalOrder());
        if (sorted.isEmpty() || sorted.size() > MOST_STAKES) {
            throw new IllegalArgumentException(
                    "fractions must be from 1 to " + MOST_STAKES + " in number, were " + sorted.size());
        }
        if (sorted.stream().distinct().count() < sorted.size()) {
            throw new IllegalArgumentException("fractions must be different, were " + sorted);
        }
        if (sorted.get(sorted.size() - 1) == 0) {
            throw new IllegalArgumentException("fractions must not all be zero");
        }
        fractions = List.copyOf(sorted);
    }

    /**
     * Fractions of the initial balance.
     *
     * @param fractions each from 0 to 1
     * @return the menu
     * @throws IllegalArgumentException as the constructor does
     */
    public static StakeMenu ofInitialBalance(double... fractions) {
        return of(Base.INITIAL_BALANCE, fractions);
    }

    /**
     * Fractions of the current balance.
     *
     * @param fractions each from 0 to 1
     * @return the menu
     * @throws IllegalArgumentException as the constructor does
     */
    public static StakeMenu ofBalance(double... fractions) {
        return of(Base.BALANCE, fractions);
    }

    /**
     * Fractions of the cushion: the equity less the highest floor.
     *
     * @param fractions each from 0 to 1
     * @return the menu
     * @throws IllegalArgumentException as the constructor does
     */
    public static StakeMenu ofCushion(double... fractions) {
        return of(Base.CUSHION, fractions);
    }

    private static StakeMenu of(Base base, double[] fractions) {
        return new StakeMenu(base, Arrays.stream(fractions).boxed().toList(), false);
    }

    /**
     * Fractions at equal distances.
     *
     * @param base what they are fractions of
     * @param from the first, from 0 to 1
     * @param to the last that is allowed, at least {@code from} and at most 1
     * @param step the distance, above 0
     * @return the menu
     * @throws IllegalArgumentException if a parameter is out of range, or there are too many fractions
     */
    public static StakeMenu range(Base base, double from, double to, double step) {
        if (!(step > 0 && from >= 0 && to >= from && to <= 1)) {
            throw new IllegalArgumentException("from, to and step must be 0 ≤ from ≤ to ≤ 1 and step > 0, were " + from
                    + ", " + to + " and " + step);
        }
        double steps = Math.floor((to - from) / step + 1e-9);
        if (steps >= MOST_STAKES) {
            throw new IllegalArgumentException(
                    "fractions must be from 1 to " + MOST_STAKES + " in number, were " + (steps + 1));
        }
        List<Double> fractions = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            fractions.add(Math.min(to, from + i * step));
        }
        return new StakeMenu(base, fractions, false);
    }

    /**
     * The same menu, in which a stake above the cushion is lowered to the cushion.
     *
     * @return the menu
     */
    public StakeMenu limitedByCushion() {
        return new StakeMenu(base, fractions, true);
    }

    int size() {
        return fractions.size();
    }

    /** The stake of a fraction, in minor units. */
    long stake(double fraction, AccountView account) {
        long cushion = Math.max(0, account.equity() - account.bindingFloor());
        long of = switch (base) {
            case INITIAL_BALANCE -> RiskBase.INITIAL_BALANCE.of(account);
            case BALANCE -> RiskBase.BALANCE.of(account);
            case CUSHION -> cushion;
        };
        long stake = Math.min(MinorUnits.down(fraction * of), RiskBase.EQUITY.of(account));
        return withinCushion ? Math.min(stake, cushion) : stake;
    }

    /** The fractions and what they are of. */
    @Override
    public String toString() {
        return fractions + " of " + base + (withinCushion ? ", limited by the cushion" : "");
    }
}
