namespace Grpc.Core;

/// <summary>
/// TLS. A channel implementation may refuse what it cannot do: Grpc.Net.Client takes its certificates
/// from the HTTP handler and accepts only the constructor without arguments.
/// </summary>
public sealed class SslCredentials : ChannelCredentials
{
    private readonly VerifyPeerCallback? _verifyPeerCallback;

    public SslCredentials()
        : this(null, null, null) { }

    public SslCredentials(string? rootCertificates)
        : this(rootCertificates, null, null) { }

    public SslCredentials(string? rootCertificates, KeyCertificatePair? keyCertificatePair)
        : this(rootCertificates, keyCertificatePair, null) { }

    public SslCredentials(
        string? rootCertificates,
        KeyCertificatePair? keyCertificatePair,
        VerifyPeerCallback? verifyPeerCallback
    )
    {
        RootCertificates = rootCertificates;
        KeyCertificatePair = keyCertificatePair;
        _verifyPeerCallback = verifyPeerCallback;
    }

    /// <summary>PEM; null is the machine's roots.</summary>
    public string? RootCertificates { get; }

    /// <summary>What the client shows of itself; null is nothing.</summary>
    public KeyCertificatePair? KeyCertificatePair { get; }

    public override void InternalPopulateConfiguration(
        ChannelCredentialsConfiguratorBase configurator,
        object? state
    ) => configurator.SetSslCredentials(state, RootCertificates, KeyCertificatePair, _verifyPeerCallback);
}

/// <summary>Both in PEM.</summary>
public sealed class KeyCertificatePair
{
    public KeyCertificatePair(string certificateChain, string privateKey)
    {
        ArgumentNullException.ThrowIfNull(certificateChain);
        ArgumentNullException.ThrowIfNull(privateKey);
        CertificateChain = certificateChain;
        PrivateKey = privateKey;
    }

    public string CertificateChain { get; }

    public string PrivateKey { get; }
}

/// <returns>Whether the peer is the one that was wanted.</returns>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);

/// <summary>What is known of the peer; only a channel implementation makes one.</summary>
public class VerifyPeerContext
{
    internal VerifyPeerContext(string targetName, string peerPem)
    {
        TargetName = targetName;
        PeerPem = peerPem;
    }

    public string TargetName { get; }

    public string PeerPem { get; }
}
