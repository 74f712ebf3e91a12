/// Programs and solvers.
package org.skerry.optimization;
