using System.Runtime.InteropServices;

namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>Two models that share the prompts by lots.</summary>
/// <param name="Share">Of the prompts that the dear one gets.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ModelMix(int Cheap, int Dear, double Share);
