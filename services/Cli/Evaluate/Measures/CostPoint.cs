using System.Runtime.InteropServices;

namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>What is got for what cost.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CostPoint(double Cost, double Score);
