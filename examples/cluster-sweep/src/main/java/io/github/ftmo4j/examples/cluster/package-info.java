/** The odds by risk, computed on several machines. */
@NullMarked
package io.github.ftmo4j.examples.cluster;

import org.jspecify.annotations.NullMarked;
