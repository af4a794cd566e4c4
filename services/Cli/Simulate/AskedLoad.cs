using System.Runtime.InteropServices;

namespace Orchestrator.Cli.Simulate;

/// <summary>How busy the fleet is to be.</summary>
/// <param name="Value">1 is all of the unit.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AskedLoad(double Value, LoadUnit Unit);

internal enum LoadUnit
{
    /// <summary>What the fleet could do with every model warm and every slot busy.</summary>
    Ideal,

    /// <summary>The most that somebody who knows everything answers without refusing anybody, see <see cref="Runs.CapacitySearch"/>.</summary>
    Capacity,
}
