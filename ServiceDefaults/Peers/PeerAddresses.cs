using Microsoft.Extensions.Configuration;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Addresses of other processes, from the configuration: <c>services:&lt;name&gt;:grpc:&lt;i&gt;</c>, or one value with
/// commas. Names are compared without regard to case. A peer without an address is expected in this very process.
/// </summary>
public sealed class PeerAddresses
{
    private const string Section = "services";
    private const string Endpoint = "grpc";
    private readonly IConfiguration _configuration;
    private readonly BoundEndpoints _own;

    internal PeerAddresses(IConfiguration configuration, BoundEndpoints own)
    {
        _configuration = configuration;
        _own = own;
    }

    /// <summary>What others dial to reach this process. With port 0 it is known once the server has started.</summary>
    public Uri Advertised => _own.AdvertisedGrpc;

    /// <summary>What this process dials to reach itself. With port 0 it is known once the server has started.</summary>
    public Uri OwnGrpc => _own.Grpc;

    /// <summary>Where this process serves HTTP; null when it does not.</summary>
    public Uri? OwnHttp => _own.Http;

    /// <returns>Never empty: the own address when none is configured.</returns>
    /// <exception cref="WrongSettingException">A configured value is no http or https address.</exception>
    public IReadOnlyList<Uri> Grpc(string service)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        var configured = Configured(_configuration.GetSection($"{Section}:{service}"));
        return configured.Count > 0 ? configured : [OwnGrpc];
    }

    /// <returns>
    /// The addresses of all services named <paramref name="prefix"/> or <paramref name="prefix"/>-something, each once;
    /// the own address when none is configured.
    /// </returns>
    /// <exception cref="WrongSettingException">A configured value is no http or https address.</exception>
    public IReadOnlyList<Uri> GrpcMatching(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        var configured = _configuration
            .GetSection(Section)
            .GetChildren()
            .Where(child => Matches(child.Key, prefix))
            .SelectMany(Configured)
            .Distinct()
            .ToList();
        return configured.Count > 0 ? configured : [OwnGrpc];
    }

    /// <summary>Reads every address, so that a wrong one ends the start and not a loop in the middle of the work.</summary>
    /// <exception cref="WrongSettingException">A configured value is no http or https address.</exception>
    internal void Check()
    {
        foreach (var service in _configuration.GetSection(Section).GetChildren())
        {
            Configured(service);
        }
    }

    private static bool Matches(string name, string prefix) =>
        name.Equals(prefix, StringComparison.OrdinalIgnoreCase)
        || name.StartsWith($"{prefix}-", StringComparison.OrdinalIgnoreCase);

    private static List<Uri> Configured(IConfigurationSection service)
    {
        var endpoint = service.GetSection(Endpoint);
        return endpoint
            .GetChildren()
            .Prepend(endpoint)
            .Where(entry => !string.IsNullOrWhiteSpace(entry.Value))
            .SelectMany(Parse)
            .Distinct()
            .ToList();
    }

    private static IEnumerable<Uri> Parse(IConfigurationSection entry)
    {
        const StringSplitOptions Clean = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (var text in entry.Value?.Split(',', Clean) ?? [])
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                throw new WrongSettingException($"{entry.Path} must be an http address, not '{text}'.");
            }

            yield return address;
        }
    }
}
