/// Multi-layer perceptrons, their gradients and their optimiser, with no library beneath.
///
/// [org.skerry.learning.network.Mlp] holds parameters, [org.skerry.learning.network.Pass] evaluates
/// them, a [org.skerry.learning.network.Head] reads a distribution from the output, and
/// [org.skerry.learning.network.Descent] turns a [org.skerry.learning.network.Loss] into steps of
/// [org.skerry.learning.network.Adam]. Gradients are derived by hand and tested against finite
/// differences and automatic differentiation.
package org.skerry.learning.network;
