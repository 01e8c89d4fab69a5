/** Orders before they are sent: what they risk, and whether the rules have room for it. */
@NullMarked
package io.github.ftmo4j.core.order;

import org.jspecify.annotations.NullMarked;
