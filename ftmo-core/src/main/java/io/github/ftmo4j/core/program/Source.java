package io.github.ftmo4j.core.program;

import java.time.LocalDate;

/**
 * Where the terms of a program were published.
 *
 * @param page the page
 * @param asOf the date of the evidence, the first day of a year of which no more is known
 */
public record Source(String page, LocalDate asOf) {}
