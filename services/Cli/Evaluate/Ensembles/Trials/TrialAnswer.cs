using System.Runtime.InteropServices;

namespace Orchestrator.Cli.Evaluate.Ensembles.Trials;

/// <summary>One answer of a model.</summary>
/// <param name="Seconds">Recorded time; null where speeds say it.</param>
internal sealed record TrialAnswer(string Text, string Reason, int PromptTokens, int OutputTokens, double? Seconds);

/// <summary>What a call took of the machine.</summary>
/// <param name="Work">Seconds for prompt and answer.</param>
/// <param name="Load">Seconds for bringing the model into memory; 0 where it was there.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Charge(double Work, double Load);
