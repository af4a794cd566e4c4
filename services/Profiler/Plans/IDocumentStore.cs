namespace Orchestrator.Profiler.Plans;

/// <summary>Keeps JSON that only its writer understands: forecasts and the like. Times out as the database does.</summary>
internal interface IDocumentStore
{
    /// <returns>By key.</returns>
    Task<IReadOnlyDictionary<string, string>> ReadAsync(string kind, CancellationToken cancellationToken);

    Task WriteAsync(string kind, IReadOnlyDictionary<string, string> byKey, CancellationToken cancellationToken);

    Task DeleteAsync(string kind, string key, CancellationToken cancellationToken);
}
