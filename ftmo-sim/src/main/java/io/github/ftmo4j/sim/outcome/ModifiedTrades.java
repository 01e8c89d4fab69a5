package io.github.ftmo4j.sim.outcome;

/** Trades of another model whose results change when they are completed. */
interface ModifiedTrades extends OutcomeModel {

    /**
     * The model whose trades these are.
     *
     * @return the model
     */
    OutcomeModel trades();

    @Override
    default boolean hasMarket() {
        return trades().hasMarket();
    }

    @Override
    default boolean hasExcursions() {
        return trades().hasExcursions();
    }

    @Override
    default boolean hasTimes() {
        return trades().hasTimes();
    }

    @Override
    default boolean hasDays() {
        return trades().hasDays();
    }

    @Override
    default boolean completes() {
        return true;
    }
}
