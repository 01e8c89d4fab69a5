package io.github.ftmo4j.examples.server.question;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A question that was read and can be answered. */
@FunctionalInterface
public interface Question {

    /** Takes what is known before the answer is complete. */
    interface Progress {

        /** So much of the work is done. */
        void done(long done, long total);

        /** An answer from a part of the work. */
        void interim(ObjectNode answer);

        /** Takes nothing. */
        static Progress none() {
            return new Progress() {
                @Override
                public void done(long done, long total) {}

                @Override
                public void interim(ObjectNode answer) {}
            };
        }
    }

    /**
     * Computes the answer. An interruption of the thread ends it early, with what is known so far or with an exception.
     *
     * @param progress takes what is known before
     * @return the answer
     * @throws IllegalArgumentException if the question has no answer; the message says why
     */
    ObjectNode answer(Progress progress);
}
