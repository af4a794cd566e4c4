using System.Globalization;

namespace Orchestrator.ServiceDefaults;

/// <summary>The parts of <c>amqp://user:password@host:port/virtual-host</c>. No record: it would print the password.</summary>
internal sealed class BrokerAddress
{
    private const ushort PlainPort = 5672;
    private const ushort EncryptedPort = 5671;
    private const string Guest = "guest";

    private BrokerAddress() { }

    public required string Host { get; init; }

    public required ushort Port { get; init; }

    public required string VirtualHost { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    public required bool IsEncrypted { get; init; }

    /// <summary>
    /// User, password and virtual host are percent-encoded, as AMQP's URI specification has it; a slash inside a virtual
    /// host is %2F. Pure.
    /// </summary>
    /// <returns>Null when the text is no such address. Parameters after "?" are refused rather than ignored.</returns>
    public static BrokerAddress? Parse(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) || !IsBroker(uri))
        {
            return null;
        }

        var credentials = uri.UserInfo.Split(':', 2);
        var isEncrypted = uri.Scheme is "amqps" or "rabbitmqs";
        return new BrokerAddress
        {
            Host = uri.IdnHost,
            Port = PortOf(uri, isEncrypted),
            VirtualHost = uri.AbsolutePath is "" or "/" ? "/" : Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            User = credentials[0].Length == 0 ? Guest : Uri.UnescapeDataString(credentials[0]),
            Password = credentials.Length < 2 ? Guest : Uri.UnescapeDataString(credentials[1]),
            IsEncrypted = isEncrypted,
        };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    private static bool IsBroker(Uri uri) =>
        uri.Scheme is "amqp" or "amqps" or "rabbitmq" or "rabbitmqs"
        && uri.Host.Length > 0
        && uri.Query.Length == 0
        && uri.Fragment.Length == 0
        // More than one segment is a virtual host whose slash was not encoded.
        && uri.AbsolutePath.LastIndexOf('/') <= 0;

    private static ushort PortOf(Uri uri, bool isEncrypted) =>
        uri.Port > 0 ? (ushort)uri.Port
        : isEncrypted ? EncryptedPort
        : PlainPort;
}
