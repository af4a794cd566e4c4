using System.ComponentModel.DataAnnotations;

namespace Orchestrator.Gateway.Access;

/// <summary>Who may talk to the public endpoint.</summary>
public sealed class AccessOptions
{
    public const string SectionName = "Gateway:Access";

    /// <summary>
    /// Names under which this gateway is reached, besides localhost, this machine's name and plain IP addresses. A
    /// request whose Host header has another name is refused: a web page must not reach it by a name of its own.
    /// </summary>
    [MaxLength(1000)]
    public IReadOnlyList<string> AllowedHosts { get; set; } = [];
}
