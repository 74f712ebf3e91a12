package org.skerry.energy;
