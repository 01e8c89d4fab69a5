package io.github.ftmo4j.mm;

import java.util.Map;

/** Counts losses as it should; what follows from them is for others to say. */
abstract class LossState implements ModuleState {
    private long losses;

    final double losses() {
        return losses;
    }

    @Override
    public void closed(long risked, long profit) {
        losses += profit < 0 ? 1 : 0;
    }

    @Override
    public void reset() {
        losses = 0;
    }

    @Override
    public Map<String, Double> save() {
        return Map.of("losses", losses());
    }

    @Override
    public void restore(Map<String, Double> saved) {
        losses = SavedNumbers.of(saved, "losses").whole("losses", 0);
    }
}
