/** The best policy: how much to risk in every state of an account, by backward induction over all of them. */
@NullMarked
package io.github.ftmo4j.sim.policy;

import org.jspecify.annotations.NullMarked;
