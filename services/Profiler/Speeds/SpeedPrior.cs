using System.Runtime.InteropServices;

namespace Orchestrator.Profiler.Speeds;

/// <summary>What a model's speed on a replica is expected to be before anybody has seen it run there.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpeedPrior(double PrefillPerSecond, double DecodePerSecond, double LoadSeconds);
