using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// What this process listens on: one endpoint for HTTP/1.1 and one for gRPC (HTTP/2 without TLS); Kestrel cannot serve
/// both protocols on one cleartext port. Hosts are IP addresses or localhost; port 0 takes a free one.
/// </summary>
public sealed class EndpointsOptions : IValidatableObject
{
    public const string SectionName = "Endpoints";

    /// <summary>Probes, metrics and the public API. Empty: this process has no HTTP endpoint.</summary>
    public Uri? Http { get; set; } = new("http://127.0.0.1:8080");

    /// <summary>Calls from other processes of the system.</summary>
    public Uri Grpc { get; set; } = new("http://127.0.0.1:8081");

    /// <summary>What peers dial to reach <see cref="Grpc"/>; unset, the address that is listened on.</summary>
    public Uri? AdvertisedGrpc { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Http is not null && !IsListenable(Http))
        {
            yield return Invalid(nameof(Http), Http);
        }

        if (!IsListenable(Grpc))
        {
            yield return Invalid(nameof(Grpc), Grpc);
        }

        if (AdvertisedGrpc is { IsAbsoluteUri: false })
        {
            yield return Invalid(nameof(AdvertisedGrpc), AdvertisedGrpc);
        }

        if (Http is { IsAbsoluteUri: true } && Grpc is { IsAbsoluteUri: true, Port: not 0 } && Http.Port == Grpc.Port)
        {
            yield return new ValidationResult(
                $"{SectionName}:{nameof(Http)} and {nameof(Grpc)} need two ports: both are {Grpc.Port}."
            );
        }
    }

    private static bool IsListenable(Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "http" } && ListenAddress.Of(address) is not null;

    private static ValidationResult Invalid(string key, Uri value) =>
        new($"{SectionName}:{key} must be http://<IP address or localhost>:<port>, not '{value}'.");
}
