namespace Orchestrator.Testing;

/// <summary>Tests that take minutes run only when somebody asks for them; elsewhere they name themselves as skipped.</summary>
public static class SlowRun
{
    private const string Variable = "ORCHESTRATOR_SLOW";

    /// <summary>Why slow tests are skipped here; null where they run.</summary>
    public static string? WhySkipped =>
        Environment.GetEnvironmentVariable(Variable) == "1"
            ? null
            : $"Takes minutes; {Variable}=1 or 'make slow' runs it.";
}
