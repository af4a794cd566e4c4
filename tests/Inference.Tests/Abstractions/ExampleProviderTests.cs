using Example;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Orchestrator.Inference.Tests.Abstractions;

/// <summary>The example of docs/providers.md is this project's code, word for word, and works.</summary>
public sealed class ExampleProviderTests
{
    [Fact]
    public void The_page_shows_the_code_that_is_compiled_here()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "providers.md"));
        var code = File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "Inference.Tests", "Abstractions", "ExampleProvider.cs")
        );

        Assert.Contains($"```csharp\n{code}```", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_of_ones_own_is_registered_found_and_called_by_its_models_name()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddInferenceProviders()
            .AddReplicaProvider<ReverseProvider>()
            .BuildServiceProvider();
        var provider = services.GetRequiredService<ReplicaProviders>().Find("reverse");
        using var client = provider.Create(new ReplicaEndpoint("mine", new Uri("http://localhost")));

        var model = Assert.Single(await client.ListInstalledAsync(CancellationToken.None)).Id;
        var call = new ChatCall { Model = model, Turns = [new ChatTurn(TurnRole.User, "abc")] };
        List<ChatDelta> deltas = [];
        await foreach (var delta in client.ChatAsync(call, CancellationToken.None))
        {
            deltas.Add(delta);
        }

        Assert.Equal(ModelId.Parse("reverse/text-1"), model);
        Assert.Equal(new ChatDelta.Text("cba"), deltas[0]);
        Assert.IsType<ChatDelta.Finished>(deltas[1]);
    }
}
