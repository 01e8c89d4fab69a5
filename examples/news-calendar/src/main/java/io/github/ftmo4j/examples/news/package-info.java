/** Economic calendars as news blackouts. */
@NullMarked
package io.github.ftmo4j.examples.news;

import org.jspecify.annotations.NullMarked;
