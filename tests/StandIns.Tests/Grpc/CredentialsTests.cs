using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class CredentialsTests : IDisposable
{
    private readonly X509Certificate2 _serverCertificate = TestCertificate.SelfSigned("localhost");
    private readonly X509Certificate2 _clientCertificate = TestCertificate.SelfSigned("worker-1");

    public void Dispose()
    {
        _serverCertificate.Dispose();
        _clientCertificate.Dispose();
    }

    [Fact]
    public async Task Composed_call_credentials_go_out_over_TLS_in_order()
    {
        await using var server = await ProbeServer.StartAsync(AnsweringCredentials(), certificate: _serverCertificate);
        var client = server.Client(options =>
        {
            options.HttpHandler = TrustingOnlyTheServer();
            options.Credentials = ChannelCredentials.Create(ChannelCredentials.SecureSsl, TwoParts());
        });

        Assert.Equal("Bearer one; two /probe.Probe/Unary", (await client.UnaryAsync(new Note())).Text);
    }

    [Fact]
    public async Task Call_credentials_of_one_call_add_to_those_of_the_channel()
    {
        await using var server = await ProbeServer.StartAsync(AnsweringCredentials(), certificate: _serverCertificate);
        var client = server.Client(options =>
        {
            options.HttpHandler = TrustingOnlyTheServer();
            options.Credentials = ChannelCredentials.Create(new SslCredentials(), Header("authorization", "channel"));
        });

        var callOptions = new CallOptions(credentials: Header("x-service", "call"));

        Assert.Equal("channel; call", (await client.UnaryAsync(new Note(), callOptions)).Text);
    }

    [Fact]
    public async Task Call_credentials_stay_away_from_an_insecure_channel_unless_it_is_told_otherwise()
    {
        await using var server = await ProbeServer.StartAsync(AnsweringCredentials());
        var credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, TwoParts());

        Assert.Throws<InvalidOperationException>(() => server.Channel(options => options.Credentials = credentials));
        var client = server.Client(options =>
        {
            options.Credentials = credentials;
            options.UnsafeUseInsecureChannelCallCredentials = true;
        });
        Assert.StartsWith("Bearer one; two", (await client.UnaryAsync(new Note())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_certificate_is_an_identity_at_the_server()
    {
        await using var server = await ProbeServer.StartAsync(AnsweringIdentity(), certificate: _serverCertificate);
        var handler = TrustingOnlyTheServer();
        handler.SslOptions.ClientCertificates = [_clientCertificate];

        var with = await server.Client(options => options.HttpHandler = handler).UnaryAsync(new Note());
        var without = await server
            .Client(options => options.HttpHandler = TrustingOnlyTheServer())
            .UnaryAsync(new Note());

        Assert.Equal("True x509_subject_alternative_name worker-1", with.Text);
        Assert.Equal("False", without.Text);
    }

    [Fact]
    public async Task A_channel_that_does_not_trust_the_server_fails_with_the_cause_at_hand()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript(), certificate: _serverCertificate);

        var failure = await Awaited.FailureOf(async () => await server.Client().UnaryAsync(new Note()));

        Assert.IsType<HttpRequestException>(failure.Status.DebugException);
        Assert.Same(failure.Status.DebugException, failure.InnerException);
    }

    [Fact]
    public void Composing_one_alone_is_refused() =>
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(Header("authorization", "x")));

    private static ProbeScript AnsweringCredentials() =>
        new()
        {
            Unary = (_, context) =>
            {
                var headers = context.RequestHeaders;
                return Task.FromResult(
                    new Note { Text = $"{headers.GetValue("Authorization")}; {headers.GetValue("x-service")}" }
                );
            },
        };

    private static ProbeScript AnsweringIdentity() =>
        new()
        {
            Unary = (_, context) =>
            {
                var auth = context.AuthContext;
                var identity = string.Join(
                    ' ',
                    auth.PeerIdentity.Select(property => $"{property.Name} {property.Value}")
                );
                return Task.FromResult(new Note { Text = $"{auth.IsPeerAuthenticated} {identity}".Trim() });
            },
        };

    private static CallCredentials TwoParts() =>
        CallCredentials.Compose(
            Header("authorization", "Bearer one"),
            CallCredentials.FromInterceptor(
                (context, metadata) =>
                {
                    var path = $"/{new Uri(context.ServiceUrl).AbsolutePath.Trim('/')}/{context.MethodName}";
                    metadata.Add("x-service", $"two {path}");
                    return Task.CompletedTask;
                }
            )
        );

    private static CallCredentials Header(string key, string value) =>
        CallCredentials.FromInterceptor(
            (_, metadata) =>
            {
                metadata.Add(key, value);
                return Task.CompletedTask;
            }
        );

    private SocketsHttpHandler TrustingOnlyTheServer() =>
        new()
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate?.GetCertHashString() == _serverCertificate.GetCertHashString(),
            },
        };
}
