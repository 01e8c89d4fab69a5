/**
 * An earlier simulator, as a profile: its market, its pass rule and its steps, on top of the library's position sizer.
 *
 * <p>It is not a firm's program. A step is all the time there is: no trading days, no closed and floating money. What
 * the sizer puts at risk is taken as exposure (the <em>neutral</em> mapping), so that a step earns stake × return.
 * After a losing step the sizer's own rule holds: no more money than in the last step that risked any, until one wins.
 */
@NullMarked
package io.github.ftmo4j.examples.reference.profile;

import org.jspecify.annotations.NullMarked;
