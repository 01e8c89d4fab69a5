/** Work that is bounded: answers within a time limit, and jobs with progress that can be cancelled. */
@NullMarked
package io.github.ftmo4j.examples.server.job;

import org.jspecify.annotations.NullMarked;
