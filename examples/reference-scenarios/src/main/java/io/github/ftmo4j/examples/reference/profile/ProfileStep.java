package io.github.ftmo4j.examples.reference.profile;

import io.github.ftmo4j.core.money.Money;
import io.github.ftmo4j.mm.SizingDecision;

/**
 * One step of a traced run.
 *
 * @param index its number, from 0
 * @param decision how much was risked, and why
 * @param profit what it earned
 * @param equity the equity after it
 */
public record ProfileStep(int index, SizingDecision decision, Money profit, Money equity) {}
