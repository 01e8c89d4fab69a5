package io.github.ftmo4j.core.decision;

/** Is always off. */
enum Silence implements DecisionLog {
    LOG;

    @Override
    public void write(LogEntry entry) {}

    @Override
    public boolean isOn() {
        return false;
    }
}
