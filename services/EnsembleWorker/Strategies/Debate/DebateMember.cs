using System.Globalization;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>One place in the debate.</summary>
/// <param name="Number">From 1; the best model has the first place.</param>
/// <param name="Model">Who has it at the start.</param>
/// <param name="Instead">Who takes it when that model fails, in turn.</param>
internal sealed record DebateMember(int Number, RunModel Model, IReadOnlyList<string> Instead)
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"member-{Number}");

    /// <summary>What the others and the judges know it by.</summary>
    public string Label => ((char)('A' + Number - 1)).ToString();
}
