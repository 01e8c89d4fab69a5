package io.github.ftmo4j.core.decision;

/**
 * Two logs at once.
 *
 * @param first takes each entry first
 * @param second takes it even if the first one fails
 */
record Both(DecisionLog first, DecisionLog second) implements DecisionLog {

    @Override
    public void write(LogEntry entry) {
        try {
            pass(entry, first);
        } catch (RuntimeException e) {
            try {
                pass(entry, second);
            } catch (RuntimeException another) {
                e.addSuppressed(another);
            }
            throw e;
        }
        pass(entry, second);
    }

    @Override
    public boolean isOn() {
        return first.isOn() || second.isOn();
    }

    private static void pass(LogEntry entry, DecisionLog log) {
        if (log.isOn()) {
            log.write(entry);
        }
    }
}
