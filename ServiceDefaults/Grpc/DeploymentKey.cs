using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Keys that all processes of one deployment share without being told: made from the service credential, one for each
/// purpose. Without a credential each process has keys of its own, as it has a credential of its own.
/// </summary>
public sealed class DeploymentKey
{
    private readonly byte[] _secret;

    internal DeploymentKey(ServiceCredential credential) => _secret = Encoding.UTF8.GetBytes(credential.Text);

    /// <param name="purpose">What it is for, and its version: keys of two purposes say nothing of each other.</param>
    /// <returns>32 bytes; a secret.</returns>
    public byte[] For(string purpose) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(purpose));

    public override string ToString() => nameof(DeploymentKey);
}
