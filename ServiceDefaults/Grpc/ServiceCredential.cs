using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// The secret that every process of the system shows to the others. Configuration key "ServiceCredential"; unset, it is
/// random, so that a lone process still talks to itself and refuses everybody else.
/// </summary>
internal sealed class ServiceCredential
{
    public const string Key = "ServiceCredential";

    /// <summary>Metadata of a call. Not "authorization": that one belongs to the callers of public APIs.</summary>
    public const string HeaderName = "x-service-credential";

    /// <summary>Characters; shorter secrets are guessed.</summary>
    public const int LengthMin = 16;

    private const int RandomHexDigits = 64;
    private readonly byte[] _hash;

    public ServiceCredential(IConfiguration configuration)
    {
        var configured = configuration[Key];
        if (configured is { Length: > 0 and < LengthMin })
        {
            throw new InvalidOperationException($"{Key} must have at least {LengthMin} characters.");
        }

        Text = configured is { Length: > 0 } ? configured : RandomNumberGenerator.GetHexString(RandomHexDigits);
        if (Text.Any(character => character is < '!' or > '~'))
        {
            throw new InvalidOperationException(
                $"{Key} must consist of visible ASCII characters: it travels in a header."
            );
        }

        _hash = Hash(Text);
    }

    /// <summary>A secret: only ever written into <see cref="HeaderName"/>.</summary>
    public string Text { get; }

    /// <summary>Takes the same time for every wrong answer: hashes of one length are compared to the end.</summary>
    public bool Matches(string? shown) =>
        shown is not null && CryptographicOperations.FixedTimeEquals(Hash(shown), _hash);

    public override string ToString() => Key;

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
