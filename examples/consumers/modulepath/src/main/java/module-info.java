/** A program in a module of its own. */
module consumer {
    requires io.github.ftmo4j.mm; // and with it io.github.ftmo4j.core
    requires io.github.ftmo4j.sim;
}
