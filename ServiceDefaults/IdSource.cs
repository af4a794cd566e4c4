namespace Orchestrator.ServiceDefaults;

/// <summary>Ids that sort by the time they were made (UUID version 7), under the injected clock.</summary>
public sealed class IdSource(TimeProvider clock)
{
    public Guid Next() => Guid.CreateVersion7(clock.GetUtcNow());

    /// <returns>32 lower-case hexadecimal digits.</returns>
    public string NextText() => Next().ToString("N");
}
