using System.Runtime.InteropServices;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>What a run may still use; never below zero.</summary>
/// <param name="Calls">Model calls.</param>
/// <param name="Tokens">Of prompts and answers together.</param>
/// <param name="GpuSeconds">Work of replicas.</param>
/// <param name="WallTime">Until the run has to answer with what it has.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BudgetLeft(int Calls, long Tokens, double GpuSeconds, TimeSpan WallTime)
{
    public bool IsNothing => Calls <= 0 || Tokens <= 0 || GpuSeconds <= 0 || WallTime <= TimeSpan.Zero;
}
