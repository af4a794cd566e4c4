using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Inference.Ollama;

namespace Orchestrator.Inference.Tests.Ollama;

public sealed class OllamaServicesTests
{
    [Fact]
    public void The_defaults_are_within_their_own_ranges()
    {
        using var services = Services([]);

        Assert.Equal(
            TimeSpan.FromSeconds(5),
            services.GetRequiredService<IOptions<OllamaOptions>>().Value.ConnectTimeout
        );
    }

    [Theory]
    [InlineData("ConnectTimeout", "00:00:00")]
    [InlineData("FirstTokenTimeout", "05:00:00")]
    [InlineData("IdleTimeout", "00:00:00.5")]
    [InlineData("InfoTimeout", "-00:00:01")]
    [InlineData("MaxLineBytes", "0")]
    [InlineData("MaxConnectionsPerReplica", "0")]
    public void A_limit_out_of_its_range_is_refused_by_name(string name, string value)
    {
        using var services = Services(new() { [$"Ollama:{name}"] = value });

        var exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<OllamaProvider>());

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "/api/version")]
    [InlineData("proxy/one", "/proxy/one/api/version")]
    [InlineData("proxy/one/", "/proxy/one/api/version")]
    public async Task An_address_with_a_path_keeps_it(string path, string called)
    {
        await using var server = await FakeHttpServer.StartAsync(200, """{"version":"1"}""");
        using var services = Services([]);
        using var client = services
            .GetRequiredService<OllamaProvider>()
            .Create(new ReplicaEndpoint("r", new Uri(server.Address, path)));

        await client.GetVersionAsync(CancellationToken.None);

        Assert.Equal(called, Assert.Single(server.Requests).Path);
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddOllama().BuildServiceProvider();
    }
}
