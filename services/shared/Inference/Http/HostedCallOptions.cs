using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Inference.Http;

/// <summary>The limits of calls to an endpoint that manages its models itself.</summary>
public class HostedCallOptions : HttpCallOptions
{
    /// <summary>
    /// How long the endpoint's list of models is served again before it is asked for anew. It is also how late a change
    /// there, or the endpoint's death, is noticed while nobody calls it. Raise it where a provider limits such requests.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ConvertValueInInvariantCulture = true)]
    public TimeSpan ModelListAge { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Models that are taken from one endpoint's list; the others are left out.</summary>
    [Range(1, 100_000)]
    public int MaxModels { get; set; } = 2000;

    /// <summary>Tool calls in one answer; an answer with more is broken off.</summary>
    [Range(1, 10_000)]
    public int MaxToolCalls { get; set; } = 128;
}
