using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Registry;

/// <summary>The gateway with a profiler of the test.</summary>
internal sealed class RegistryApp : IAsyncDisposable
{
    private readonly GrpcHost _profiler;
    private readonly GatewayApp _gateway;

    private RegistryApp(GrpcHost profiler, GatewayApp gateway) => (_profiler, _gateway) = (profiler, gateway);

    public FakeProfiler Profiler => _profiler.Get<FakeProfiler>();

    public static async Task<RegistryApp> StartAsync()
    {
        var profiler = await GrpcHost.StartAsync(new FakeProfiler());
        return new RegistryApp(profiler, await GatewayApp.StartAsync($"--services:profiler:grpc:0={profiler.Address}"));
    }

    /// <summary>The last thing that the profiler was asked.</summary>
    public T Asked<T>()
        where T : class, IMessage => Assert.IsType<T>(Profiler.Asked.Last());

    public async Task<(int Status, JsonElement Body, string Tag)> SendAsync(
        string method,
        string path,
        string? json = null,
        string? ifMatch = null,
        bool inChunks = false
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_gateway.Http, path));
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = inChunks;
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await _gateway.Client.SendAsync(request).Within($"answer of {method} {path}");
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return ((int)response.StatusCode, body, response.Headers.ETag?.Tag ?? "");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _profiler.DisposeAsync();
    }
}
