using System.Runtime.InteropServices;
using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Learned;

/// <summary>What was learned of one model for one kind of request, or for several kinds together.</summary>
/// <param name="Digest">Of the weights.</param>
/// <param name="Kind">Null: over all requests.</param>
/// <param name="Mean">0 to 1. Of all requests, or of one task: as for prompts of middling difficulty.</param>
/// <param name="Variance">Of the mean.</param>
internal sealed record LearnedCell(string Digest, RequestKind? Kind, double Mean, double Variance);

/// <param name="Narrow">Null: over all languages and difficulties of the task.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RequestKind(TaskType Task, NarrowKind? Narrow);

[StructLayout(LayoutKind.Auto)]
internal readonly record struct NarrowKind(TextLanguage Language, DifficultyBand Difficulty);
