namespace Orchestrator.Profiler.Capability;

/// <summary>What a metric measures.</summary>
/// <param name="Name">Of the benchmark; a metric of a reasoning mode has that of the plain one.</param>
/// <param name="Domain">"knowledge", "science", "math", "code", "instructions", "tools" or "chat".</param>
/// <param name="Language">"en", "ko" or "other" (several languages).</param>
/// <param name="IsOfTen">Marks of 1 to 10 by a judge instead of percent.</param>
/// <param name="Slope">How much its log-odds move when an ability moves by one; fitted, see docs/models.md.</param>
internal sealed record Benchmark(string Name, string Domain, string Language, bool IsOfTen, double Slope);
