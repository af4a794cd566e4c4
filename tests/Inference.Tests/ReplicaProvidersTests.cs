using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Inference.Ollama;

namespace Orchestrator.Inference.Tests;

public sealed class ReplicaProvidersTests
{
    [Fact]
    public void A_built_in_provider_is_found_by_its_kind_in_any_case()
    {
        using var services = Services(_ => { });

        Assert.IsType<OllamaProvider>(services.GetRequiredService<ReplicaProviders>().Find("Ollama"));
    }

    [Fact]
    public void An_unknown_kind_is_refused_by_a_message_that_names_the_known_ones()
    {
        using var services = Services(all => all.AddReplicaProvider<OtherProvider>());
        var providers = services.GetRequiredService<ReplicaProviders>();

        var exception = Assert.Throws<ArgumentException>(() => providers.Find("opnai"));

        Assert.Contains("'opnai'", exception.Message, StringComparison.Ordinal);
        Assert.All(providers.Kinds, kind => Assert.Contains(kind, exception.Message, StringComparison.Ordinal));
        Assert.Contains("other", providers.Kinds);
    }

    [Fact]
    public void Registering_twice_is_registering_once()
    {
        using var services = Services(all => all.AddInferenceProviders().AddReplicaProvider<OtherProvider>());

        Assert.IsType<OtherProvider>(services.GetRequiredService<ReplicaProviders>().Find("other"));
    }

    [Fact]
    public void Two_providers_of_one_kind_are_refused_by_both_names()
    {
        var exception = Assert.Throws<ArgumentException>(() =>
            new ReplicaProviders([new OtherProvider(), new SecondProvider()])
        );

        Assert.Contains("OtherProvider and SecondProvider", exception.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(Action<IServiceCollection> more)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddInferenceProviders();
        more(services);
        return services.BuildServiceProvider();
    }

    private sealed class OtherProvider : IReplicaProvider
    {
        public string Kind => "other";

        public IReplicaClient Create(ReplicaEndpoint endpoint) => throw new NotSupportedException();
    }

    private sealed class SecondProvider : IReplicaProvider
    {
        public string Kind => "Other";

        public IReplicaClient Create(ReplicaEndpoint endpoint) => throw new NotSupportedException();
    }
}
