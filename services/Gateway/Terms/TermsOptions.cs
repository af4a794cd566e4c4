using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Gateway.Terms;

/// <summary>What of a request's headers goes on to the routers, for operators' rules.</summary>
public sealed class TermsOptions
{
    public const string SectionName = "Gateway:Terms";

    /// <summary>
    /// Headers that routers get to see; a '*' at the end stands for any rest. Empty: <c>x-orchestrator-*</c> and
    /// <c>user-agent</c>. Headers that carry credentials never go on, whatever is written here; naming one stops the start.
    /// </summary>
    [MaxLength(100)]
    public IReadOnlyList<string> ForwardedHeaders { get; set; } = [];

    /// <summary>Headers of one request that routers get to see; the others stay here.</summary>
    [Range(0, 64)]
    public int MaxForwardedHeaders { get; set; } = 16;

    /// <summary>Characters of one such header; the rest of a longer one is cut off.</summary>
    [Range(16, 1024)]
    public int MaxForwardedChars { get; set; } = 256;
}
