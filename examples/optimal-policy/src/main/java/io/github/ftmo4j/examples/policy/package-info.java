/** Finds the best policy for a program and draws it. */
@org.jspecify.annotations.NullMarked
package io.github.ftmo4j.examples.policy;
