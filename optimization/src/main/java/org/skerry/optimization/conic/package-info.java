/// The interior-point method for conic programs: data, main loop, cones and sparse factorisation.
package org.skerry.optimization.conic;
