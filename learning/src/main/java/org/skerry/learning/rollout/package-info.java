/// What learners remember of play, and the statistics that they keep of it.
package org.skerry.learning.rollout;
