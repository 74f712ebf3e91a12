/// Conic programs in files: reading, solving and judging them.
package org.skerry.optimization.exchange;
