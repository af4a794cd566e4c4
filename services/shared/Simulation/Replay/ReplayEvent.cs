using System.Runtime.InteropServices;

namespace Orchestrator.Simulation.Replay;

/// <summary>Something that happens at one moment.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReplayEvent(ReplayEventKind Kind, int Host, long Id);
