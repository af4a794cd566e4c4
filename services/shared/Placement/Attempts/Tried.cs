using System.Runtime.InteropServices;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Placement.Attempts;

/// <summary>What came of trying: an answer whose first token is there, or why there is none; exactly one of the two is set.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Tried(IAnswer? Answer, AttemptFailure? Failure);
