package io.github.ftmo4j.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.account.AccountMachine;
import io.github.ftmo4j.core.account.AccountView;
import io.github.ftmo4j.core.account.RiskBase;
import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.program.Phase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RiskCapsProperties {

    private static final AccountView ACCOUNT = new AccountMachine(
            Phase.builder("Own", Money.usd(100_000)).maximumLoss(0.10).build(), 20_000);

    @Property(edgeCases = EdgeCasesMode.NONE)
    void togetherCapsAllowWhatTheTightestAllows(
            @ForAll("caps") Map<RiskCap, RiskCaps.Height> caps, @ForAll("exposures") Exposure exposure) {
        RiskCaps all = new RiskCaps(caps);
        long least = RiskCaps.UNCAPPED;
        for (Map.Entry<RiskCap, RiskCaps.Height> cap : caps.entrySet()) {
            long alone = new RiskCaps(Map.of(cap.getKey(), cap.getValue())).most(ACCOUNT, exposure);
            assertThat(all.most(ACCOUNT, exposure)).isLessThanOrEqualTo(alone);
            assertThat(all.most(cap.getKey(), ACCOUNT, exposure)).isEqualTo(alone);
            least = Math.min(least, alone);
        }
        assertThat(all.most(ACCOUNT, exposure)).isEqualTo(least);
        assertThat(all.tightest(ACCOUNT, exposure).isPresent()).isEqualTo(least < RiskCaps.UNCAPPED);
        all.tightest(ACCOUNT, exposure)
                .ifPresent(cap -> assertThat(all.most(cap, ACCOUNT, exposure)).isEqualTo(all.most(ACCOUNT, exposure)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsAllowedStaysWithinEachCapInDecimals(
            @ForAll("caps") Map<RiskCap, RiskCaps.Height> caps, @ForAll("exposures") Exposure exposure) {
        long most = new RiskCaps(caps).most(ACCOUNT, exposure);
        caps.forEach((cap, height) -> {
            long taken = switch (cap) {
                case CAP_PER_DAY -> exposure.riskedToday();
                case CAP_OPEN_RISK -> exposure.openRisk();
                default -> 0;
            };
            if (height instanceof RiskCaps.Share share) {
                BigDecimal whole = BigDecimal.valueOf(share.fraction())
                        .multiply(BigDecimal.valueOf(share.base().of(ACCOUNT)));
                long room = whole.setScale(0, RoundingMode.FLOOR).longValueExact() - taken;
                assertThat(most).isLessThanOrEqualTo(Math.max(0, room));
            } else if (height instanceof RiskCaps.Amount amount) {
                assertThat(most).isLessThanOrEqualTo(Math.max(0, amount.money().minorUnits() - taken));
            }
        });
    }

    @Provide
    Arbitrary<Map<RiskCap, RiskCaps.Height>> caps() {
        Arbitrary<RiskCaps.Height> money = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().between(1, 2_000), Arbitraries.of(RiskBase.class))
                        .as((basisPoints, base) -> new RiskCaps.Share(basisPoints / 10_000.0, base)),
                Arbitraries.longs()
                        .between(1, 5_000_00)
                        .map(cents -> new RiskCaps.Amount(Money.usd(0).withMinorUnits(cents))));
        Arbitrary<RiskCaps.Height> count = Arbitraries.integers().between(1, 10).map(RiskCaps.Count::new);
        return Arbitraries.of(RiskCap.class).set().flatMap(set -> {
            Arbitrary<Map<RiskCap, RiskCaps.Height>> map = Arbitraries.just(Map.of());
            for (RiskCap cap : set) {
                map = Combinators.combine(map, cap.capsMoney() ? money : count).as((before, height) -> {
                    Map<RiskCap, RiskCaps.Height> more = new EnumMap<>(RiskCap.class);
                    more.putAll(before);
                    more.put(cap, height);
                    return more;
                });
            }
            return map;
        });
    }

    @Provide
    Arbitrary<Exposure> exposures() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 6_000_00),
                        Arbitraries.longs().between(0, 6_000_00),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 12))
                .as(RiskCapsTest.At::new);
    }
}
