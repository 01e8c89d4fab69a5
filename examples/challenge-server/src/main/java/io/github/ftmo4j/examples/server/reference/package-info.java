/** The endpoints of the earlier service, answered by its profile. Percent are percentages here: 10 for 10 %. */
@NullMarked
package io.github.ftmo4j.examples.server.reference;

import org.jspecify.annotations.NullMarked;
