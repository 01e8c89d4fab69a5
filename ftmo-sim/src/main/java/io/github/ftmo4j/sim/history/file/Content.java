package io.github.ftmo4j.sim.history.file;

/** What a column can hold. */
enum Content {
    TIME("time"),
    R("R-multiple"),
    PROFIT("profit"),
    RISK("risk"),
    CLOSE("time of the close"),
    ADVERSE("adverse excursion"),
    FAVOURABLE("favourable excursion"),
    NUMBER("number"),
    POSITION("position"),
    ACCOUNT("account"),
    SYMBOL("symbol"),
    SIDE("side"),
    STATUS("status"),
    PRICE("price of the entry"),
    VOLUME("volume"),
    EXIT_PRICE("price of the exit"),
    STOP("initial stop");

    private final String title;

    Content(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isMoney() {
        return this == PROFIT || this == RISK || this == ADVERSE || this == FAVOURABLE;
    }
}
