package io.github.ftmo4j.sim.policy;

/** Whether a policy obeys the rule of a position sizer that risk does not rise after a loss. */
public enum AfterLoss {
    /**
     * After a losing trade no more is risked than on the last one, until a trade wins. The policy is the best of those
     * that obey the rule: the last stake is part of the state.
     */
    CAPPED,
    /** A trade after a loss may risk more: the policy is the best of all. */
    FREE
}
