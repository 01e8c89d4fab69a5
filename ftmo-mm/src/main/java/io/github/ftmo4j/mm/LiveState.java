package io.github.ftmo4j.mm;

import io.github.ftmo4j.core.account.AccountState;
import io.github.ftmo4j.core.program.Phase;

/**
 * An account and its sizing at one moment.
 *
 * @param phase the phase of the account
 * @param account the state of the account
 * @param tradesBefore how many positions of the phase were opened before the current day
 * @param tradesToday how many positions were opened on the current day
 * @param trader the state of the modules that all accounts of the trader share
 * @param sizing the state of the sizing of this account, with what the caps of the day have used up; nothing is at risk
 */
public record LiveState(
        Phase phase, AccountState account, int tradesBefore, int tradesToday, SavedState trader, SavedState sizing) {}
