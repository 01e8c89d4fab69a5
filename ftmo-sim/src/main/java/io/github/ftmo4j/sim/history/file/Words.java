package io.github.ftmo4j.sim.history.file;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the words in columns such as Type, Side and Status say of a row. */
final class Words {

    /** What a row is. */
    enum Kind {
        TRADE,
        /** No closed trade, and known to be none. */
        OTHER,
        UNKNOWN
    }

    private static final Set<String> BUYS = Set.of(
            "buy",
            "b",
            "long",
            "l",
            "bought",
            "bot",
            "kauf",
            "kaufen",
            "achat",
            "acheter",
            "compra",
            "comprar",
            "acquisto",
            "kupno",
            "koupit",
            "nákup",
            "купить",
            "покупка",
            "买入",
            "買",
            "買い",
            "買入",
            "alış",
            "koop",
            "köp",
            "매수",
            "lang");
    private static final Set<String> SELLS = Set.of(
            "sell",
            "s",
            "short",
            "sold",
            "sld",
            "verkauf",
            "verkaufen",
            "vente",
            "vendre",
            "venta",
            "vender",
            "venda",
            "vendita",
            "sprzedaż",
            "prodat",
            "prodej",
            "продать",
            "продажа",
            "卖出",
            "売",
            "売り",
            "賣出",
            "satış",
            "verkoop",
            "sälj",
            "매도",
            "kurz");
    private static final Set<String> CLOSED = Set.of(
            "",
            "closed",
            "closed position",
            "closed trade",
            "close",
            "close long",
            "close short",
            "filled",
            "completed",
            "complete",
            "win",
            "loss",
            "won",
            "lost",
            "winner",
            "loser",
            "be",
            "breakeven",
            "break even",
            "profit",
            "tp",
            "sl",
            "geschlossen",
            "fermé",
            "cerrada",
            "cerrado",
            "fechada",
            "chiusa",
            "out",
            "exit",
            "false",
            "no",
            "0");
    private static final Pattern OTHERS = Pattern.compile(
            ".*(balance|credit|deposit|withdraw|payout|transfer|bonus|dividend|correction|rebate|commission|\\bfee\\b"
                    + "|charge|\\btax\\b|interest|adjust|cancel|expired|rejected|pending|working|placed|deleted|inactive"
                    + "|limit|stop|einzahlung|auszahlung|dépôt|retrait|depósito|retiro|deposito|prelievo|wpłata|wypłata"
                    + "|vklad|výběr|saldo|баланс|ввод|вывод|funding).*");
    private static final Set<String> OPEN = Set.of(
            "open", "opened", "opening", "in", "entry", "offen", "ouvert", "abierta", "abierto", "active", "running",
            "live");

    /** What stands before the word in the names that MetaTrader's language has for it. */
    private static final Pattern CONSTANT = Pattern.compile("^(op|(order|deal|position)_type)_");

    private Words() {}

    /** 1 for a purchase, −1 for a sale, 0 for anything else. */
    static int side(String cell) {
        String word = word(cell);
        if (BUYS.contains(word) || word.startsWith("buy to") || word.startsWith("bto") || word.startsWith("btc")) {
            return 1;
        }
        return SELLS.contains(word)
                        || word.startsWith("sell to")
                        || word.equals("sell short")
                        || (word.startsWith("sto") && !word.startsWith("stop"))
                        || word.startsWith("stc")
                ? -1
                : 0;
    }

    static Kind kind(String cell) {
        String word = word(cell);
        if (side(word) != 0 || CLOSED.contains(word)) {
            return Kind.TRADE;
        }
        if (isOpen(word) || OTHERS.matcher(word).matches()) {
            return Kind.OTHER;
        }
        // the instrument may follow
        return word.startsWith("buy ") || word.startsWith("sell ") ? Kind.TRADE : Kind.UNKNOWN;
    }

    /** Whether cells are those of a row of sums. */
    static boolean isTotal(List<String> cells) {
        return cells.stream()
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .filter(cell -> word(cell).matches("(grand |sub)?totals?:?"))
                .isPresent();
    }

    static boolean isOpen(String cell) {
        String word = word(cell);
        return OPEN.contains(word) || word.startsWith("open ");
    }

    private static String word(String cell) {
        return CONSTANT.matcher(cell.toLowerCase(Locale.ROOT).strip()).replaceFirst("");
    }
}
