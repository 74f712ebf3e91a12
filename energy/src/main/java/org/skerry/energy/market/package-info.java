/// Markets: who trades with whom, at which price.
@org.jspecify.annotations.NullMarked
package org.skerry.energy.market;
