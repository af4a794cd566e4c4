using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Terms;

/// <summary>
/// Whose share of the fleet a request uses, while there are no API keys: who shows the same credential, or comes from the
/// same address, is one tenant. Whatever is shown is believed. Only a keyed hash leaves this class: the same at every
/// gateway of a deployment, of no use outside of it.
/// </summary>
internal sealed class CallerTenant(DeploymentKey keys)
{
    /// <summary>64 bits: tenants that fall together by chance would only share their share.</summary>
    private const int NameBytes = 8;

    private const string Bearer = "Bearer ";
    private readonly byte[] _key = keys.For("tenant names, version 1");

    /// <returns>16 hexadecimal digits.</returns>
    public string Of(HttpContext context) =>
        Credential(context.Request.Headers) is { Length: > 0 } credential
            ? Name("credential", Encoding.UTF8.GetBytes(credential))
            : Name("address", Address(context.Connection.RemoteIpAddress));

    private static string Credential(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization.ToString().Trim();
        return authorization.Length == 0 ? headers["x-api-key"].ToString().Trim()
            : authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? authorization[Bearer.Length..].Trim()
            : authorization;
    }

    /// <summary>Of IPv6 the first half: the rest is the client's own to choose.</summary>
    private static byte[] Address(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        var bytes = plain?.GetAddressBytes() ?? [];
        return plain is { AddressFamily: AddressFamily.InterNetworkV6 } ? bytes[..8] : bytes;
    }

    private string Name(string kind, byte[] of)
    {
        byte[] text = [.. Encoding.UTF8.GetBytes(kind), 0, .. of];
        var hash = HMACSHA256.HashData(_key, text);
        return Convert.ToHexStringLower(hash.AsSpan(0, NameBytes));
    }
}
