package io.github.ftmo4j.core.monitor;

import io.github.ftmo4j.core.account.AccountEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is withdrawn from a timeline, and what is put into it.
 *
 * @param inferences the numbers of inferred events to withdraw
 * @param marks the instants of marks to withdraw
 * @param operations what comes instead, or what came late
 */
record Revision(Set<Long> inferences, Set<Instant> marks, List<? extends Operation> operations) {

    static Revision of(List<? extends Operation> operations) {
        return new Revision(Set.of(), Set.of(), operations);
    }

    boolean withdraws(Operation operation) {
        boolean inferred = operation.inference() != 0 && inferences.contains(operation.inference());
        return inferred
                || (operation instanceof Operation.EventTaken taken
                        && taken.event() instanceof AccountEvent.Marked marked
                        && marks.contains(marked.at()));
    }
}
