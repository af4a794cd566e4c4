using System.Text.RegularExpressions;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Replicas;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Grpc;

/// <summary>Checks a replica that is to be added.</summary>
internal static partial class AddedReplicaRule
{
    private const string DefaultKind = "ollama";
    private const int UrlCharsMax = 2_000;
    private const int TextCharsMax = 200;
    private const uint SlotsMax = 10_000;

    // The pattern is linear; the bound is for a machine that stands still.
    private const int TimeoutMs = 1_000;

    /// <exception cref="global::Grpc.Core.RpcException">INVALID_ARGUMENT, with the field that is wrong.</exception>
    public static (string Name, AddedReplicaConfig Config) Read(AddedReplica? replica, bool allowPrivate)
    {
        replica ??= new AddedReplica();
        Require(Name().IsMatch(replica.Name), "name", "must be 1 to 64 letters, digits, '.', '_' or '-'");
        var kind = replica.Kind.Length == 0 ? DefaultKind : replica.Kind;
        Require(Kind().IsMatch(kind), "kind", "must be the name of a provider, for example 'ollama' or 'openai'");
        Require(replica.Slots <= SlotsMax, "slots", $"must be at most {SlotsMax}; 0 lets them be inferred");
        Require(replica.QueueLimit <= SlotsMax, "queue_limit", $"must be at most {SlotsMax}");
        Require(IsText(replica.Gpu), "gpu", $"must be at most {TextCharsMax} characters");
        Require(IsText(replica.Credential), "credential", "must be the name of a credential, never the credential");
        Require(replica.VramBytes <= long.MaxValue, "vram_bytes", $"must be at most {long.MaxValue}");
        return (
            replica.Name,
            new AddedReplicaConfig(
                Url(replica.Url, allowPrivate),
                kind,
                replica.Slots,
                replica.QueueLimit,
                replica.Gpu,
                replica.VramBytes,
                replica.Credential
            )
        );
    }

    private static string Url(string text, bool allowPrivate)
    {
        Require(text.Length is > 0 and <= UrlCharsMax, "url", "must be the http address of the replica");
        Require(Uri.TryCreate(text, UriKind.Absolute, out var url), "url", "must be an absolute http address");
        var problem = AddressPolicy.WhyRefused(url!, allowPrivate); // Not null: it was parsed.
        Require(problem is null, "url", problem ?? "");
        return url!.ToString(); // As above.
    }

    private static bool IsText(string text) => text.Length <= TextCharsMax && !text.Any(char.IsControl);

    private static void Require(bool holds, string field, string expected)
    {
        if (!holds)
        {
            throw Refusal.Field(field, expected);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant, TimeoutMs)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,31}\z", RegexOptions.CultureInvariant, TimeoutMs)]
    private static partial Regex Kind();
}
