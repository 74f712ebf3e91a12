package org.skerry.energy.device;

/// What flows through a port of a device.
public enum Carrier {
  /// Active electric power, kW.
  POWER("kW"),
  /// Reactive electric power, kvar.
  REACTIVE("kvar"),
  /// Heat, kW.
  HEAT("kW");

  private final String unit;

  Carrier(String unit) {
    this.unit = unit;
  }

  /// The unit of a flow of this carrier.
  public String unit() {
    return unit;
  }
}
