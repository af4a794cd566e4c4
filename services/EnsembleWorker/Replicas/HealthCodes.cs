namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>The words for what is wrong with a replica; docs/fleet.md says what to do about each.</summary>
internal static class HealthCodes
{
    public const string ConnectFailed = "connect_failed";
    public const string DnsFailed = "dns_failed";
    public const string AddressRefused = "address_refused";
    public const string TlsFailed = "tls_failed";
    public const string Timeout = "timeout";
    public const string ConnectionBroken = "connection_broken";
    public const string CredentialMissing = "credential_missing";
    public const string LookFailed = "look_failed";
    public const string HalfAnswer = "half_answer";
    public const string Slow = "slow";
    public const string TooOld = "too_old";
    public const string CallsFailing = "calls_failing";
    public const string ServerBusy = "server_busy";
    public const string DrainRequested = "drain_requested";
    public const string Removed = "removed";

    /// <summary>Something answers, but it is not what the kind says: "not_ollama".</summary>
    public static string NotOfKind(string kind) => $"not_{kind.Replace('-', '_')}";

    public static string OfStatus(int status) => $"http_{status}";
}
