/** Ranks ways of sizing by the odds that they give different traders. */
@org.jspecify.annotations.NullMarked
package io.github.ftmo4j.examples.league;
