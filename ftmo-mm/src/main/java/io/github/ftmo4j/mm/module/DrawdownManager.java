package io.github.ftmo4j.mm.module;

import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.gate.Moment;
import io.github.ftmo4j.core.money.Fraction;
import io.github.ftmo4j.core.money.MinorUnits;
import io.github.ftmo4j.mm.RiskMemory;
import io.github.ftmo4j.mm.RiskModule;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits the risk in a drawdown: the deeper the equity is under its high-water mark, the smaller the cap.
 *
 * <p>drawdown = 1 − equity / high-water mark; the cap is the smallest of all bands whose drawdown is reached, times the
 * balance. Above the first band the module abstains. A band with a cap of zero stops trading for good unless equity
 * recovers without it.
 *
 * @param bands the bands, at least one, each drawdown once
 */
public record DrawdownManager(List<Band> bands) implements RiskModule {

    /**
     * From a drawdown on, no more than a cap.
     *
     * @param drawdown the drawdown from which the cap holds, that included; above 0 and at most 1
     * @param cap the largest risk fraction, from 0 to 1
     */
    public record Band(double drawdown, double cap) {
        /**
         * Checks the parameters.
         *
         * @param drawdown the drawdown from which the cap holds, that included; above 0 and at most 1
         * @param cap the largest risk fraction, from 0 to 1
         */
        public Band {
            Fraction.requirePositive(drawdown, "drawdown");
            Fraction.requireNonNegative(cap, "cap");
        }
    }

    /**
     * Copies and checks the bands.
     *
     * @param bands the bands, at least one, each drawdown once
     * @throws IllegalArgumentException if there is no band or a drawdown appears twice
     */
    public DrawdownManager {
        bands = List.copyOf(bands);
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("bands must not be empty");
        }
        if (bands.stream().mapToDouble(Band::drawdown).distinct().count() < bands.size()) {
            throw new IllegalArgumentException("bands must have different drawdowns, were " + bands);
        }
    }

    /**
     * A manager with one band.
     *
     * @param drawdown the drawdown from which the cap holds, that included; above 0 and at most 1
     * @param cap the largest risk fraction, from 0 to 1
     * @return the module
     */
    public static DrawdownManager band(double drawdown, double cap) {
        return new DrawdownManager(List.of(new Band(drawdown, cap)));
    }

    /**
     * The same manager with another band.
     *
     * @param drawdown the drawdown from which the cap holds, that included; above 0 and at most 1
     * @param cap the largest risk fraction, from 0 to 1
     * @return the module
     */
    public DrawdownManager and(double drawdown, double cap) {
        List<Band> more = new ArrayList<>(bands);
        more.add(new Band(drawdown, cap));
        return new DrawdownManager(more);
    }

    @Override
    public Scope scope() {
        return Scope.NONE;
    }

    @Override
    public RiskMemory start() {
        double[] drawdowns = bands.stream().mapToDouble(Band::drawdown).toArray();
        double[] caps = bands.stream().mapToDouble(Band::cap).toArray();
        return new RiskMemory() {
            @Override
            public double moneyAtRisk(AccountView account, Moment moment) {
                long high = account.highWaterMark();
                long lost = high - account.equity();
                double cap = ABSTAIN;
                for (int i = 0; i < drawdowns.length; i++) {
                    if (lost >= MinorUnits.up(drawdowns[i] * high) && !(caps[i] >= cap)) {
                        cap = caps[i];
                    }
                }
                return cap * RiskBase.BALANCE.of(account);
            }
        };
    }
}
