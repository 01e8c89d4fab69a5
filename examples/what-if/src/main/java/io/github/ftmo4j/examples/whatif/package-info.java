/** A report for one trader: odds, money, the best risk, and what would change them. */
@org.jspecify.annotations.NullMarked
package io.github.ftmo4j.examples.whatif;
