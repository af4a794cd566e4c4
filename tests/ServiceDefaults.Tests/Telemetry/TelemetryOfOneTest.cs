namespace Orchestrator.ServiceDefaults.Tests.Telemetry;

/// <summary>Sources and meters belong to the whole test process, so a test that looks at them runs alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryOfOneTest
{
    public const string Name = "telemetry of one test";
}
