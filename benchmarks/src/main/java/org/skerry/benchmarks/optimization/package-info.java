/// How fast the conic solver is.
package org.skerry.benchmarks.optimization;
