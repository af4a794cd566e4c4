using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>Opens channels with the limits of <see cref="GrpcDefaultsOptions"/>.</summary>
internal sealed class PeerChannels(
    PeerAddresses addresses,
    ServiceCredential credential,
    OwnCalls process,
    IOptions<GrpcDefaultsOptions> options,
    TimeProvider clock,
    ILoggerFactory loggers
)
{
    private readonly GrpcDefaultsOptions _limits = options.Value;

    public GrpcChannel To(Uri address) => GrpcChannel.ForAddress(address, Options());

    public GrpcChannel Spread(string service)
    {
        var channel = Options();
        channel.ServiceConfig = SpreadConfig();
        channel.ServiceProvider = new ServiceCollection()
            .AddSingleton<ResolverFactory>(new PeerResolverFactory(addresses, clock, _limits))
            .BuildServiceProvider();
        channel.Credentials = ChannelCredentials.Insecure;
        return GrpcChannel.ForAddress($"{PeerResolverFactory.Scheme}:///{service}", channel);
    }

    private GrpcChannelOptions Options() =>
        new()
        {
            HttpHandler = Handlers(),
            DisposeHttpClient = true,
            LoggerFactory = loggers,
            MaxReceiveMessageSize = _limits.MaxMessageBytes,
            MaxSendMessageSize = _limits.MaxMessageBytes,
            MaxRetryAttempts = Math.Max(_limits.MaxAttempts, 2),
            MaxRetryBufferPerCallSize = _limits.RetryBufferPerCallBytes,
            MaxRetryBufferSize = _limits.RetryBufferBytes,
            InitialReconnectBackoff = _limits.ReconnectBackoff,
            MaxReconnectBackoff = _limits.ReconnectBackoffMax,
        };

    // The channel disposes them.
    [SuppressMessage("Reliability", "CA2000", Justification = "Owned by the channel: DisposeHttpClient.")]
    private OutgoingHeaders Handlers() => new(credential, process, Sockets());

    private SocketsHttpHandler Sockets() =>
        new()
        {
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = _limits.ConnectTimeout,
            KeepAlivePingDelay = _limits.KeepAlivePingDelay,
            KeepAlivePingTimeout = _limits.KeepAlivePingTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            // Calls between our own processes never go through a proxy, whatever the environment says.
            UseProxy = false,
            UseCookies = false,
        };

    private ServiceConfig SpreadConfig()
    {
        var config = new ServiceConfig { LoadBalancingConfigs = { new RoundRobinConfig() } };
        if (_limits.MaxAttempts < 2)
        {
            return config;
        }

        config.MethodConfigs.Add(new MethodConfig { Names = { MethodName.Default }, RetryPolicy = Retries() });
        config.RetryThrottling = new RetryThrottlingPolicy { MaxTokens = _limits.RetryBudget, TokenRatio = 0.1 };
        return config;
    }

    private RetryPolicy Retries() =>
        new()
        {
            MaxAttempts = _limits.MaxAttempts,
            InitialBackoff = _limits.RetryBackoff,
            MaxBackoff = _limits.RetryBackoffMax,
            BackoffMultiplier = 2,
            RetryableStatusCodes = { StatusCode.Unavailable },
        };
}
