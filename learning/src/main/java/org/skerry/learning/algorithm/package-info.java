/// Algorithms that learn to play a role. Each is a record of its published hyper-parameters; its
/// file says where it comes from and where we differ.
package org.skerry.learning.algorithm;
