package io.github.ftmo4j.mm;

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
    public SavedValues save() {
        return SavedValues.builder().number("losses", losses).build();
    }

    @Override
    public void restore(SavedValues saved) {
        losses = saved.only("losses").number("losses", 0);
    }
}
