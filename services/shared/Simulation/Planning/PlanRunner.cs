using System.Runtime.InteropServices;

namespace Orchestrator.Simulation.Planning;

/// <summary>A loaded model of a planned host.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PlanRunner
{
    public int Model;
    public PlanModel Kind;
    public int Slots;
    public long Bytes;
    public int Running;
    public int Waiting;

    /// <summary>When it is there; it is loading before.</summary>
    public double ReadyAt;
    public bool IsLoading;
    public bool IsDraining;

    public readonly bool IsIdle => !IsLoading && Running == 0 && Waiting == 0;
}
