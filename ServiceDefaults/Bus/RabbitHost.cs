using System.Security.Authentication;
using MassTransit;

namespace Orchestrator.ServiceDefaults;

/// <summary>The connection to the broker.</summary>
internal static class RabbitHost
{
    /// <param name="rabbit">What is configured.</param>
    /// <param name="address">Where the broker is.</param>
    /// <param name="name">What operators see in the broker's list of connections.</param>
    /// <param name="limits">Heartbeat and connection timeout.</param>
    public static void Connect(
        IRabbitMqBusFactoryConfigurator rabbit,
        BrokerAddress address,
        string name,
        BusOptions limits
    ) =>
        rabbit.Host(
            address.Host,
            address.Port,
            address.VirtualHost,
            host =>
            {
                host.Username(address.User);
                host.Password(address.Password);
                host.ConnectionName(name);
                host.PublisherConfirmation = true;
                host.Heartbeat(limits.Heartbeat);
                host.RequestedConnectionTimeout(limits.ConnectTimeout);
                if (address.IsEncrypted)
                {
                    host.UseSsl(ssl =>
                    {
                        ssl.ServerName = address.Host;
                        ssl.Protocol = SslProtocols.Tls12 | SslProtocols.Tls13;
                    });
                }
            }
        );
}
