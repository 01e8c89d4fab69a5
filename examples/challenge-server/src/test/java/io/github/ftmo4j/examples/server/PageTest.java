package io.github.ftmo4j.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.core.monitor.AccountMonitor;
import io.github.ftmo4j.core.monitor.Snapshot;
import io.github.ftmo4j.core.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page in a browser. Skipped where there is none, but not in CI. */
class PageTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path data;

    private static Path journal;
    private static AccountMonitor monitor;
    private static ChallengeServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.assumeTrue(Browser.isInstalled(), "no chromium and chromedriver");
        }
        journal = data.resolve("account.jsonl");
        monitor = AccountMonitor.builder(Programs.ftmoTwoStep(Money.usd(100_000)), "Challenge")
                .time(() -> MORNING)
                .journal(journal)
                .open();
        monitor.accept(new Snapshot(MORNING, Money.usd(100_000), Money.usd(100_000), List.of()));
        server = ChallengeServer.start(
                ServerOptions.of(0, data.resolve("server")).withJournal(journal));
        browser = Browser.open(server.port(), data.resolve("profile"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
            monitor.close();
        }
    }

    @AfterEach
    void nothingFailed() {
        assertThat(browser.errors()).allMatch(error -> error.contains("the server responded with a status of 422"));
    }

    @Test
    void theOldButtonShowsTheOldAnswer() {
        browser.go("/");
        browser.click("#tab-multi");
        browser.click("#run-multi");
        browser.waitForText("#multi-any", text -> !text.isEmpty());

        assertThat(browser.text("#multi-any")).isEqualTo("0.0 %");
        assertThat(browser.text("#multi-interval")).contains("0.0 % to 16.1 %; 20 trials of 3 accounts");
        assertThat(browser.one("#equity-chart canvas").isDisplayed()).isTrue();
        assertThat(browser.text("#log")).contains("RUN_STARTED", "LinearEdge");
        browser.photograph("multi");
        browser.click("#run-tester");
        browser.waitForText("#multi-status", String::isEmpty);
        assertThat(browser.one("#applied-chart canvas").isDisplayed()).isTrue();
    }

    @Test
    void aRunIsExactAtOnceAndReloadsFromItsAddress() {
        browser.go("/");
        browser.type("[name=trials]", "20000");
        browser.click("#run");
        browser.waitForText("#status", text -> text.contains("beside the exact"));

        String any = browser.text("#any");
        assertThat(browser.text("#any-interval")).isEqualTo("exact");
        browser.waitForText("#risk-note", text -> text.contains("Best of these"));
        assertThat(browser.text("#risk-note")).matches("Best of these: [\\d.]+ % a trade: \\d+\\.\\d\\d.%.*");
        browser.waitForText("#fan-note", text -> !text.isEmpty());
        browser.type("#horizon", "20");
        browser.click("#money");
        browser.waitForText("#money-table", text -> text.contains("rewards less cost"));
        browser.click("#value");
        browser.waitForText("#money-status", text -> text.startsWith("Worth most"));
        if (Browser.TAKES_PICTURES) { // this one has the policy, too, which takes its time
            browser.click("#policy");
            browser.waitForText("#policy-status", text -> text.contains("on every trade"));
        }
        browser.photograph("odds");
        assertThat(browser.overflow(390)).isZero();
        reload();
        browser.waitForText("#any", any::equals);
    }

    @Test
    @Tag("thorough")
    void phasesOfOnesOwnStartFromAProgramAndReload() {
        browser.go("/");
        browser.one("#edit-rules").sendKeys(Keys.ENTER);
        browser.waitFor(any -> "name".equals(browser.script("return document.activeElement.dataset.rule")));
        browser.type("[data-rule=target]", "8");
        browser.type("[data-rule=bestDay]", "50");
        choose("[data-rule=mode]", "end");
        browser.type("[data-rule=lock]", "0");
        browser.type("[data-rule=time]", "30");
        browser.type("[name=accounts]", "1");
        choose("[name=base]", "initial");
        browser.type("[name=trials]", "2000");
        browser.click("#run");
        browser.waitForText("#status", text -> text.startsWith("2,000 trials"));

        assertThat(browser.text("#phases-table")).contains("Challenge", "Verification");
        assertThat(browser.text("#own-kept")).startsWith("FTMO 2-Step, edited");
        assertThat(browser.one("#money").isEnabled()).isTrue();
        assertThat(browser.one("#pass").isDisplayed()).isFalse(); // the same as at least one of one
        assertThat(browser.overflow(390)).isZero();
        browser.photograph("own");
        String any = browser.text("#any");
        reload();
        browser.waitForText("#status", text -> text.startsWith("2,000 trials"));
        assertThat(browser.text("#any")).isEqualTo(any);
        assertThat(browser.script("return [...document.querySelectorAll('.phase:first-child [data-rule]')]"
                        + ".map((field) => field.value).join()"))
                .isEqualTo("Challenge,8,4,30,WEEKDAYS,10,START_OF_DAY_BALANCE,0 USD,BELOW,5,,BALANCE,FAIL,ANY_INSTANT,"
                        + "50,NET_PROFIT");
    }

    @Test
    @Tag("thorough")
    void aWrongRuleOfAPhaseIsNamedBesideItsField() {
        browser.go("/");
        choose("#question [name=program]", "Own phases");
        browser.one("#add-phase").sendKeys(Keys.ENTER);
        browser.type(".phase:nth-child(2) [data-rule=daily]", "500");
        browser.type(".phase:nth-child(2) [data-rule=max]", "");
        browser.click("#run");
        browser.waitForText("#problems", text -> text.contains("phases[1].dailyLoss"));

        assertThat(browser.text("label:has([data-rule=daily][aria-invalid]) .problem"))
                .isEqualTo("must be above 0 and at most 100 %");
        assertThat(browser.text("label:has([data-rule=max][aria-invalid]) .problem"))
                .isEqualTo("must be stated");
        assertThat(browser.script("return document.querySelector('.phase:first-child .problem')"))
                .isNull();
        browser.photograph("own-problem");
        browser.type(".phase:nth-child(2) [data-rule=daily]", "2000 USD");
        browser.type(".phase:nth-child(2) [data-rule=max]", "6");
        browser.type("[name=trials]", "2000");
        browser.click("#run");
        browser.waitForText("#status", text -> text.startsWith("2,000 trials"));
        assertThat(browser.text("#money-status")).contains("state only its phases");
    }

    @Test
    @Tag("thorough")
    void modulesAreAddedByKeyboardAndReload() {
        browser.go("/");
        browser.one("#sizing-more summary").sendKeys(Keys.ENTER);
        choose("#module-kind", "Learning");
        browser.one("#add-module").sendKeys(Keys.ENTER);
        assertThat(browser.script("return document.activeElement.dataset.parameter"))
                .isEqualTo("prior.wins");
        browser.type(".module [data-parameter=cap]", "150");
        choose("#module-kind", "Losing");
        browser.one("#add-module").sendKeys(Keys.ENTER);
        browser.type("[name=risk]", "");
        browser.type("[name=positions]", "3");
        browser.type("[name=trials]", "2000");
        browser.click("#run");
        browser.waitForText("#problems", text -> text.contains("sizing.proposals[0].cap"));
        assertThat(browser.text("label:has([data-parameter=cap][aria-invalid]) .problem"))
                .startsWith("must be");

        browser.type(".module [data-parameter=cap]", "1.5");
        browser.click("#run");
        browser.waitForText("#status", text -> text.startsWith("2,000 trials"));
        browser.waitForText("#risk-note", text -> text.contains("no fixed risk"));
        assertThat(browser.overflow(390)).isZero();
        browser.photograph("modules");
        String any = browser.text("#any");
        reload();
        browser.waitForText("#status", text -> text.startsWith("2,000 trials"));
        assertThat(browser.text("#any")).isEqualTo(any);
        assertThat(browser.script("return [...document.querySelectorAll('.module [data-parameter]')]"
                        + ".map((field) => field.value).join()"))
                .isEqualTo("20,20,1.6,1,true,25,0.25,1.5,0.1,1,3: 0.5, 5: 0.25");

        browser.one("[aria-label='Remove Losing streak']").sendKeys(Keys.ENTER);
        choose("#preset", "balanced");
        assertThat(browser.script("return [...document.querySelectorAll('.module legend')]"
                        + ".map((legend) => legend.textContent).join()"))
                .isEqualTo("Share of the cushion (CPPI),Headroom of the day,Glide to the target");
    }

    /** Every kind of module, as it is offered, is a valid part of a sizing. */
    @Test
    @Tag("thorough")
    void everyModuleIsUnderstood() {
        browser.go("/");
        browser.script("for (const option of document.getElementById('module-kind').options) {"
                + " document.getElementById('module-kind').value = option.value;"
                + " document.getElementById('add-module').click(); }");
        browser.type("[name=freeze]", "1");
        browser.type("[name=perTrade]", "2");
        browser.type("[name=perDay]", "4");
        browser.type("[name=positions]", "3");
        browser.type("[name=trials]", "2000");
        browser.click("#run");
        browser.waitFor(any -> browser.text("#status").startsWith("2,000 trials")
                || !browser.text("#problems").isEmpty());

        assertThat(browser.text("#problems")).isEmpty();
        assertThat(browser.text("#ends")).contains("passed");
        assertThat(browser.script("return document.querySelectorAll('.module').length"))
                .isEqualTo(12L);
        assertThat(browser.overflow(390)).isZero();
        browser.photograph("all-modules");
    }

    @Test
    @Tag("thorough")
    void gatesAreStatedAndReload() {
        browser.go("/");
        browser.one("#gates-more summary").sendKeys(Keys.ENTER);
        browser.type("[name=sessionFrom]", "13:00");
        browser.type("[name=sessionTo]", "17:00");
        browser.type("[name=weekend]", "7");
        browser.type("[name=news]", "2024-01-05T13:30:00Z USD Nonfarm payrolls\n2024-01-11T13:30:00Z CPI");
        browser.type("[name=newsAfter]", "30");
        browser.type("[name=accounts]", "1");
        browser.type("[name=trials]", "2000");
        browser.click("#run");
        browser.waitForText("#problems", text -> text.contains("hours must be set"));
        assertThat(browser.text("label:has([name=hoursFrom]) .problem")).isEqualTo("must be stated");

        browser.type("[name=hoursFrom]", "08:00");
        browser.type("[name=hoursTo]", "20:00");
        browser.click("#run");
        browser.waitForText("#status", text -> text.startsWith("2,000 trials"));
        assertThat(browser.text("#assumptions")).contains("08:00");
        assertThat(browser.overflow(390)).isZero();
        browser.photograph("gates");
        String days = browser.text("#days");
        reload();
        browser.waitForText("#status", text -> text.startsWith("2,000 trials"));
        assertThat(browser.text("#days")).isEqualTo(days);

        for (String field : new String[] {"sessionFrom", "sessionTo", "weekend", "news"}) {
            browser.type("[name=" + field + "]", "");
        }
        browser.click("#run");
        browser.waitForText("#days", text -> !text.isEmpty() && !text.equals(days));
        assertThat(Integer.parseInt(browser.text("#days")))
                .as("days to pass without gates, that keep some trades from being taken")
                .isLessThan(Integer.parseInt(days));
    }

    /** Opens the address that the browser shows. */
    private static void reload() {
        String address = browser.address();
        browser.go(address.substring(address.indexOf("/", 8)));
    }

    /** Chooses by keyboard, as by typing the first letters of the choice. */
    private static void choose(String selector, CharSequence... keys) {
        browser.one(selector).sendKeys(keys);
    }

    @Test
    @Tag("thorough")
    void aRunHasProgressAndIsCancelled() {
        browser.go("/");
        browser.type("[name=trials]", "10000000");
        browser.script("const field = document.querySelector('[name=dependence]'); field.value = 'correlated';"
                + " field.dispatchEvent(new Event('change', {bubbles: true}))");
        browser.click("#run");
        browser.waitForText("#any-interval", text -> text.contains("n = "));
        assertThat(browser.one("#progress").isDisplayed()).isTrue();
        browser.click("#cancel");
        browser.waitForText("#status", text -> text.startsWith("Cancelled"));

        assertThat(browser.one("#cancel").isDisplayed()).isFalse();
    }

    @Test
    void tradesAreReadAndDrawnFrom() {
        browser.go("/");
        browser.click("[name=trades][value=file]");
        browser.type("[name=paste]", "time,r\n2026-01-05T10:00:00Z,1.5\n2026-01-06T10:00:00Z,-1\n");
        browser.script("document.querySelector('[name=paste]').dispatchEvent(new Event('change'))");
        browser.waitForText("#imported", text -> text.matches("(?s)2 trades \\(.+\\): 50.0 % winners.*"));
        assertThat(browser.text("#imported")).contains("1 trades a weekday", "Trades a day");
        assertThat(browser.one("[name=tradesPerDay]").getDomProperty("value")).isEqualTo("1");
        browser.type("[name=trials]", "2000");
        browser.click("#run");
        browser.waitForText("#pass", text -> text.endsWith("%"));
        browser.type("[name=paste]", "time,r\nyesterday,1.5\n");
        browser.script("document.querySelector('[name=paste]').dispatchEvent(new Event('change'))");
        browser.waitForText("#problems", text -> text.contains("line 2"));
    }

    @Test
    void aFileIsUploaded() throws IOException {
        Path file = Files.writeString(
                data.resolve("trades.csv"), "time,r\n2026-01-05T10:00:00Z,2\n2026-01-06T10:00:00Z,-1\n");
        browser.go("/");
        browser.click("[name=trades][value=file]");
        browser.one("#question [name=file]").sendKeys(file.toString());
        browser.waitForText("#imported", text -> text.matches("(?s)2 trades \\(.+\\): 50.0 % winners.*"));
        browser.type("[name=trials]", "2000");
        browser.click("#run");
        browser.waitForText("#pass", text -> text.endsWith("%"));
    }

    /** The trades of the file before must not answer for those of this one. */
    @Test
    void aRunWaitsForTheFileThatIsRead() throws IOException {
        Path losing = Files.writeString(data.resolve("losing.csv"), "time,r\n2026-01-05T10:00:00Z,-1\n");
        Path winning = Files.writeString(data.resolve("winning.csv"), "time,r\n2026-01-05T10:00:00Z,1\n");
        browser.go("/");
        browser.script("const real = window.fetch; window.fetch = async (path, ...rest) => {"
                + " if (path.includes('import')) await new Promise((done) => setTimeout(done, 500));"
                + " return real(path, ...rest); }");
        browser.click("[name=trades][value=file]");
        browser.one("#question [name=file]").sendKeys(losing.toString());
        browser.waitForText("#imported", text -> text.startsWith("1 trades"));
        browser.type("[name=trials]", "2000");
        browser.one("#question [name=file]").sendKeys(winning.toString());
        browser.click("#run");

        assertThat(browser.text("#imported")).startsWith("Reading");
        browser.waitForText("#any", text -> text.endsWith("%"));
        assertThat(browser.text("#any")).startsWith("100.00");
    }

    @Test
    @Tag("thorough")
    void whatAFileLeavesOpenIsStated() {
        browser.go("/");
        browser.click("[name=trades][value=file]");
        browser.type("[name=riskPerTrade]", "100");
        browser.type(
                "[name=paste]",
                "Open time,Close time,Profit,Commission\n2026-01-05T10:00:00Z,2026-01-05T11:00:00Z,100,-7\n");
        browser.script("document.querySelector('[name=paste]').dispatchEvent(new Event('change'))");
        browser.waitForText("#problems", text -> text.contains("profit=gross"));
        browser.script("const field = document.querySelector('[name=profit]'); field.value = 'gross';"
                + " field.dispatchEvent(new Event('change', {bubbles: true}))");
        browser.waitForText("#imported", text -> text.contains("mean 0.930 R"));
        assertThat(browser.text("#imported")).contains("The profit is 93.00, after costs of 7.00", "count as costs");

        assertThat(browser.text("#problems")).isEmpty();
    }

    @Test
    @Tag("thorough")
    void columnsOfOtherNamesAreStated() {
        browser.go("/");
        browser.click("[name=trades][value=file]");
        browser.type("[name=paste]", "When,Gain\n2026-01-05T10:00:00Z,1.5\n");
        browser.script("document.querySelector('[name=paste]').dispatchEvent(new Event('change'))");
        browser.waitForText("#problems", text -> text.contains("timeColumn"));
        browser.script("const { timeColumn, rColumn } = document.getElementById('question').elements;"
                + " timeColumn.value = 'When'; rColumn.value = 'Gain';"
                + " rColumn.dispatchEvent(new Event('change', {bubbles: true}))");
        browser.waitForText("#imported", text -> text.contains("mean 1.500 R"));

        assertThat(browser.text("#problems")).isEmpty();
    }

    @Test
    void aWrongFieldIsNamedAndFocused() {
        browser.go("/");
        browser.type("[name=winRate]", "148");
        browser.click("#run");
        browser.waitForText("#problems", text -> text.contains("winRate"));

        assertThat(browser.script("return document.activeElement.name")).isEqualTo("winRate");
        assertThat(browser.text("label:has([name=winRate]) .problem")).isEqualTo("must be from 0 to 100 %");
        browser.type("[name=winRate]", "48");
        browser.type("[name=risk]", "50");
        browser.click("#run");
        browser.waitForText("label:has([name=risk])", text -> text.contains("above 0 and at most 20 %"));
        browser.photograph("problem");
    }

    @Test
    @Tag("thorough")
    void aSavedRunIsListedComparedAndOpened() {
        browser.go("/");
        browser.type("[name=trials]", "2000");
        browser.click("#run");
        browser.waitForText("#status", text -> text.contains("beside the exact"));
        for (String name : new String[] {"one", "two"}) {
            browser.type("#run-name", name);
            browser.click("#save");
            browser.waitForText("#saved", text -> text.contains(name));
        }
        browser.click("#tab-runs");
        browser.waitForText("#runs-table", text -> text.contains("two"));
        browser.script("document.querySelectorAll('#runs-table input').forEach((box) => box.click())");
        browser.click("#compare");
        browser.waitForText("#comparison", text -> text.contains("median days to pass"));
        browser.photograph("runs");
        browser.click("[aria-label='Open one']");
        browser.waitForText("#status", text -> text.startsWith("“one”"));
    }

    @Test
    void theLiveTabWatches() {
        browser.go("/");
        browser.click("#tab-live");
        browser.click("#demo");
        browser.waitForText("#live-status", text -> text.startsWith("30 of 30"));

        assertThat(browser.text("#verdict")).isEqualTo("failed");
        assertThat(browser.text("#live-order")).isNotEqualTo("allowed");
        browser.photograph("live");
    }

    @Test
    @Tag("thorough")
    void theLiveTabTakesPhasesOfOnesOwn() {
        browser.go("/");
        choose("#question [name=program]", "Own phases");
        browser.type("#own-size", "50000 EUR");
        browser.type("[data-rule=max]", "20");
        browser.type("[data-rule=daily]", "");
        browser.click("#tab-live");
        choose("#live-form [name=program]", "Own phases");
        assertThat(browser.one("#live-form [name=size]").isDisplayed()).isFalse();
        browser.click("#demo");
        browser.waitForText("#live-status", text -> text.startsWith("30 of 30"));

        assertThat(browser.text("#verdict")).isEqualTo("ongoing");
        assertThat(browser.text("#live-daily")).isEqualTo("–");
        assertThat(browser.text("#live .unit")).isEqualTo("EUR");
        browser.click("#follow");
        browser.waitForText("#live-problems", text -> text.contains("$.journal"));
    }

    @Test
    @Tag("thorough")
    void theLiveTabFollowsAJournal() throws Exception {
        browser.go("/");
        browser.click("#tab-live");
        browser.click("#follow");
        browser.waitForText("#live-status", text -> text.endsWith("lines of the journal"));
        assertThat(browser.text("#verdict")).isEqualTo("ongoing");

        monitor.accept(new Snapshot(MORNING, Money.usd(97_500), Money.usd(97_500), List.of()));
        browser.waitForText("#live-equity", text -> text.equals("97,500"));
        assertThat(browser.text("#live-daily")).isEqualTo("2,500");
        browser.click("#follow");
        assertThat(browser.one("#follow").getDomAttribute("aria-pressed")).isEqualTo("false");
        browser.photograph("followed");

        browser.script("document.querySelector('[name=readings]').value = arguments[0]", Files.readString(journal));
        browser.click("#watch");
        browser.waitForText("#live-status", text -> text.matches("(\\d+) of \\1 lines"));
        assertThat(browser.text("#live-equity")).isEqualTo("97,500");

        browser.script("document.querySelector('[name=readings]').value ="
                + " 'time,balance\\n2026-01-05T10:00:00Z,100000\\nyesterday,1'");
        browser.click("#watch");
        browser.waitForText("#live-problems", text -> text.contains("$.readings[1].at must be a time"));
    }

    @Test
    @Tag("thorough")
    void theDocumentationOpensWithoutANetwork() {
        browser.go("/docs");
        browser.waitFor(any -> browser.text("body").contains("/ftmo_multi"));
    }

    @Test
    @Tag("thorough")
    void tabsAreChosenByKeyboard() {
        browser.go("/");
        browser.one("#tab-odds").sendKeys(Keys.ARROW_RIGHT);

        assertThat(browser.one("#multi").isDisplayed()).isTrue();
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("tab-multi");
    }
}
