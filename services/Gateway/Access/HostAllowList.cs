using System.Net;
using Microsoft.Extensions.Options;
using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Access;

/// <summary>
/// Keeps web pages of others out. DNS rebinding needs a name that the attacker owns in the Host header, so an IP
/// address is always fine; a page that posts across origins says so in Origin, and there is no CORS here.
/// </summary>
internal sealed class HostAllowList(IOptions<AccessOptions> options)
{
    private readonly HashSet<string> _names = new(
        [.. options.Value.AllowedHosts, "localhost", Environment.MachineName],
        StringComparer.OrdinalIgnoreCase
    );

    /// <param name="host">The Host header without its port.</param>
    /// <param name="origin">The Origin header; null when there is none.</param>
    /// <returns>Null when the request may come in.</returns>
    public GatewayError? Check(string host, string? origin)
    {
        if (!IsAllowed(host))
        {
            return Forbidden(
                $"The Host header names none of this gateway's names; add it to {AccessOptions.SectionName}:"
                    + $"{nameof(AccessOptions.AllowedHosts)} if it is one."
            );
        }

        return IsForeign(origin) ? Forbidden("Web pages of other sites may not use this gateway.") : null;
    }

    /// <summary>Only web pages are meant: an editor's or a desktop program's own scheme is no site.</summary>
    private bool IsForeign(string? origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && !IsAllowed(uri.Host);

    private bool IsAllowed(string host)
    {
        var name = host.TrimEnd('.');
        return _names.Contains(name)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(name.Trim('[', ']'), out _);
    }

    private static GatewayError Forbidden(string message) => new(ErrorKind.Forbidden, message) { Cause = "forbidden" };
}
