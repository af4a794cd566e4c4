using System.Runtime.InteropServices;

namespace Orchestrator.Cli.Evaluate.Ensembles.Trials;

/// <summary>What one row made of one question.</summary>
/// <param name="Score">1 for right, 0 for wrong.</param>
/// <param name="WorkSeconds">Of the card, for prompts and answers.</param>
/// <param name="LoadSeconds">Of the card, for bringing models into memory.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowOutcome(double Score, int Calls, long Tokens, double WorkSeconds, double LoadSeconds)
{
    public double GpuSeconds => WorkSeconds + LoadSeconds;

    /// <summary>What the router expected several answers to gain over one; only of the row in which it decides.</summary>
    public double ExpectedGain { get; init; }

    /// <summary>Whether it chose several.</summary>
    public bool IsSeveral { get; init; }
}
