namespace Orchestrator.ServiceDefaults;

/// <summary>A name for this very process, so that it knows its own calls: a stopping process may still call itself.</summary>
internal sealed class OwnCalls
{
    public const string HeaderName = "x-service-process";

    public string ProcessId { get; } = Guid.CreateVersion7().ToString("N");
}
