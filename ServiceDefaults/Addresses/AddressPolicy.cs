using System.Net;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Which addresses a process may connect to at somebody else's word. Loopback and public ones always, private ranges only
/// when a setting named AllowPrivateAddresses says so; link-local ones and the metadata services of cloud providers never.
/// </summary>
/// <remarks>A URL that passes may still lead elsewhere: judge what its name is resolved to as well, at each connection.</remarks>
public static class AddressPolicy
{
    /// <summary>Name of the setting that allows private ranges, in the section of whoever asks.</summary>
    public const string Setting = "AllowPrivateAddresses";

    private static readonly IPNetwork[] _never = Networks(
        "0.0.0.0/8",
        "169.254.0.0/16", // Link-local, with the metadata service of most clouds.
        "100.100.100.200/32", // Alibaba Cloud's metadata service.
        "168.63.129.16/32", // Azure's host.
        "192.0.0.0/24",
        "224.0.0.0/3", // Multicast, reserved, broadcast.
        "::/128",
        "fe80::/10",
        "fd00:ec2::/32", // Amazon's metadata service.
        "ff00::/8"
    );

    private static readonly IPNetwork[] _private = Networks(
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10", // Carrier NAT, and what mesh networks hand out.
        "fc00::/7",
        "fec0::/10"
    );

    private static readonly IPNetwork _nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Judges a URL before anything is resolved.</summary>
    /// <returns>Why it is refused, as the end of a sentence; null when it is allowed.</returns>
    public static string? WhyRefused(Uri url, bool allowPrivate)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            return "is not an http or https address";
        }

        if (url.UserInfo.Length > 0)
        {
            return "carries a user name or password";
        }

        return IPAddress.TryParse(url.IdnHost.Trim('[', ']'), out var address)
            ? WhyRefused(address, allowPrivate)
            : null;
    }

    /// <summary>Judges an address, also one that a name was resolved to.</summary>
    public static string? WhyRefused(IPAddress address, bool allowPrivate)
    {
        ArgumentNullException.ThrowIfNull(address);
        address = Unwrap(address);
        if (IPAddress.IsLoopback(address))
        {
            return null;
        }

        if (_never.Any(network => network.Contains(address)))
        {
            return "is a link-local, metadata or otherwise unusable address";
        }

        return !allowPrivate && _private.Any(network => network.Contains(address))
            ? $"is in a private range, which needs {Setting}=true"
            : null;
    }

    // An IPv4 address dressed as IPv6 is judged as what it is.
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return _nat64.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12)) : address;
    }

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}
