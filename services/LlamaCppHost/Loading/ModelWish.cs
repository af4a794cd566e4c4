namespace Orchestrator.LlamaCppHost.Loading;

/// <summary>How a request wants its model. Null: as the configuration says.</summary>
/// <param name="GpuLayers">Another number loads the model again.</param>
/// <param name="KeepAlive">How long it stays after the request.</param>
internal sealed record ModelWish(int? GpuLayers, TimeSpan? KeepAlive);
