using System.Runtime.InteropServices;

namespace Orchestrator.Simulation.Bounds;

/// <summary>A request as the relaxation sees it: seconds.</summary>
/// <param name="At">When it comes.</param>
/// <param name="AloneFirstToken">Its first token cannot come sooner, from arrival, whatever else runs; infinity: never.</param>
/// <param name="AloneTotal">Nor its last one.</param>
/// <param name="FirstTokenWork">Of the one machine that is as fast as the fleet.</param>
/// <param name="TotalWork">Of the machine whose prices are those of whole answers.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RelaxedRequest(
    double At,
    double AloneFirstToken,
    double AloneTotal,
    double FirstTokenWork,
    double TotalWork
);
