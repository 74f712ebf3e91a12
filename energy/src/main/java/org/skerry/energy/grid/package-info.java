/// Networks and their flows: description, readers, exact power flow, optimal power flow.
package org.skerry.energy.grid;
