using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Tests.Module;
using Orchestrator.Inference;
using Orchestrator.Inference.Http;
using Orchestrator.Inference.Ollama;

namespace Orchestrator.EnsembleWorker.Tests.Addresses;

public sealed class ReplicaAddressFilterTests
{
    private static OllamaProvider Clients(string? refusal) =>
        new(Options.Create(new OllamaOptions()), TimeProvider.System, new ReplicaAddressFilter(_ => refusal));

    [Fact]
    public async Task No_connection_is_made_to_an_address_that_is_refused()
    {
        await using var far = await FakeOllama.StartAsync();
        using var clients = Clients("is a metadata address");
        using var client = clients.Create(new ReplicaEndpoint("r", new Uri($"http://localhost:{far.Url.Port}")));

        var failure = await Assert.ThrowsAsync<InferenceException>(() =>
            client.GetVersionAsync(CancellationToken.None)
        );

        Assert.Equal(InferenceCause.ConnectFailed, failure.Error.Cause);
        Assert.Empty(far.Requests);
    }

    [Fact]
    public async Task A_name_whose_address_is_allowed_is_connected_to()
    {
        await using var far = await FakeOllama.StartAsync();
        using var clients = Clients(refusal: null);
        using var client = clients.Create(new ReplicaEndpoint("r", new Uri($"http://localhost:{far.Url.Port}")));

        Assert.Equal(far.Version, await client.GetVersionAsync(CancellationToken.None));
    }
}
