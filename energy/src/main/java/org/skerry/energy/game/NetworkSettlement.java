package org.skerry.energy.game;

/// A settlement that solves a network, and can be asked what happened there.
public interface NetworkSettlement extends Settlement {

  /// What happened in the network; the same object for the whole life of the settlement.
  NetworkAccount account();

  @Override
  default boolean joins() {
    return true;
  }
}
