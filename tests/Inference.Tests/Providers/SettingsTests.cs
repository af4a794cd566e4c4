using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Orchestrator.Inference.Tests.Providers;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("ollama", "Ollama", "ConnectTimeout", "00:00:00")]
    [InlineData("openai", "OpenAi", "ConnectTimeout", "00:00:00")]
    [InlineData("openai", "OpenAi", "MaxToolCalls", "0")]
    [InlineData("anthropic", "Anthropic", "IdleTimeout", "00:00:00.5")]
    [InlineData("anthropic", "Anthropic", "ThinkingTokensLow", "1000")]
    public void A_limit_out_of_its_range_is_refused_by_name(string kind, string section, string name, string value)
    {
        using var services = Services(($"{section}:{name}", value));
        var find = () => services.GetRequiredService<ReplicaProviders>().Find(kind);

        var exception = Assert.Throws<OptionsValidationException>(find);

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_built_in_kinds_are_there_with_defaults_within_their_ranges()
    {
        using var services = Services();

        Assert.Equal(["anthropic", "ollama", "openai"], services.GetRequiredService<ReplicaProviders>().Kinds);
    }

    [Theory]
    [InlineData("ollama")]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public void A_secret_has_no_place_in_an_address(string kind)
    {
        using var services = Services();
        var provider = services.GetRequiredService<ReplicaProviders>().Find(kind);

        var exception = Assert.Throws<ArgumentException>(() =>
            provider.Create(new ReplicaEndpoint("r", new Uri("http://user:top-secret@localhost")))
        );

        Assert.DoesNotContain("top-secret", exception.ToString(), StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddInferenceProviders()
            .BuildServiceProvider();
    }
}
