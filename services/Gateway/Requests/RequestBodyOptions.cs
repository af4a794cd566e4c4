using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Gateway.Requests;

/// <summary>How much a client may send, and how long it may take.</summary>
public sealed class RequestBodyOptions
{
    public const string SectionName = "Gateway:Body";

    /// <summary>Bytes of one request body, images included; more is answered with 413.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Time in which the whole body has to arrive; later is answered with 408.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(60);
}
