package io.github.ftmo4j.sim.history;

/** What a caller can state about a file so that a problem or a doubt of its import ends. */
public enum Remedy {

    /** The money at risk of each trade, see {@link io.github.ftmo4j.sim.history.file.TradeFiles#riskPerTrade}. */
    RISK_PER_TRADE,

    /** The zone of times that name none, see {@link io.github.ftmo4j.sim.history.file.TradeFiles#zone}. */
    ZONE,

    /** Whether day or month comes first, see {@link io.github.ftmo4j.sim.history.file.TradeFiles#dates}. */
    DATE_ORDER,

    /** That the profit is before costs, see {@link io.github.ftmo4j.sim.history.file.TradeFiles#profitIsGross}. */
    GROSS,

    /** That the profit is after costs, see {@link io.github.ftmo4j.sim.history.file.TradeFiles#profitIsNet}. */
    NET,

    /** The account to read, see {@link io.github.ftmo4j.sim.history.file.TradeFiles#account}. */
    ACCOUNT,

    /** The column of the time, see {@link io.github.ftmo4j.sim.history.file.TradeFiles#timeColumn}. */
    TIME_COLUMN,

    /** The column of the profit, see {@link io.github.ftmo4j.sim.history.file.TradeFiles#profitColumn}. */
    PROFIT_COLUMN,

    /** The column of the R-multiple, see {@link io.github.ftmo4j.sim.history.file.TradeFiles#rColumn}. */
    R_COLUMN,

    /** The column of the risk, see {@link io.github.ftmo4j.sim.history.file.TradeFiles#riskColumn}. */
    RISK_COLUMN
}
