/** Money management: modules that say how much to risk, and the position sizer that asks them. */
module io.github.ftmo4j.mm {
    requires transitive io.github.ftmo4j.core;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.github.ftmo4j.mm;
    exports io.github.ftmo4j.mm.module;
}
