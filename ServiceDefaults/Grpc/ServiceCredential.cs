using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// The secret that every process of the system shows to the others. Unset, it is random, so that a lone process still
/// talks to itself and refuses everybody else.
/// </summary>
internal sealed class ServiceCredential
{
    /// <summary>Metadata of a call. Not "authorization": that one belongs to the callers of public APIs.</summary>
    public const string HeaderName = "x-service-credential";

    private const int RandomHexDigits = 64;
    private readonly byte[] _hash;

    public ServiceCredential(IOptions<ServiceCredentialOptions> options)
    {
        Text = options.Value.Secret ?? RandomNumberGenerator.GetHexString(RandomHexDigits);
        _hash = Hash(Text);
    }

    /// <summary>A secret: only ever written into <see cref="HeaderName"/>.</summary>
    public string Text { get; }

    /// <summary>Takes the same time for every wrong answer: hashes of one length are compared to the end.</summary>
    public bool Matches(string? shown) =>
        shown is not null && CryptographicOperations.FixedTimeEquals(Hash(shown), _hash);

    public override string ToString() => nameof(ServiceCredential);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
