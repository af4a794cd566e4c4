using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Prices;

namespace Orchestrator.Profiler.Tests.Prices;

public sealed class PriceRuleTests
{
    private readonly PricesOptions _options = new();

    private PriceRule Rule => new(_options);

    [Fact]
    public void A_hosts_rate_is_its_power_times_the_price_of_electricity_plus_its_hour()
    {
        (_options.KilowattHour, _options.HostWatts, _options.CardHour) = (0.30, 50, 0.36);

        var rate = Rule.OfLocal("any", "NVIDIA GeForce RTX 4090");

        // (450 W + 50 W) × 0.30 per kWh is 0.15 an hour; with 0.36 beside it 0.51.
        Assert.Equal(0.51 / 3600, rate.PerSecond, 12);
        Assert.Equal(0.51, rate.Of(1, 1, gpuSeconds: 3600), 12);
    }

    [Fact]
    public void Two_cards_draw_twice_and_the_host_once() =>
        Assert.Equal(
            Rule.OfLocal("any", "rtx 4090").PerSecond + (0.450 * _options.KilowattHour / 3600),
            Rule.OfLocal("any", "2x RTX 4090").PerSecond,
            12
        );

    [Fact]
    public void No_rate_is_ever_zero()
    {
        (_options.KilowattHour, _options.HostWatts, _options.CardHour) = (0.001, 0, 0);
        Check.QuickThrowOnFailure(
            Prop.ForAll<string, string>((replica, card) => Rule.OfLocal(replica ?? "", card ?? "").PerSecond > 0)
        );
        Assert.True(Rule.OfCloud("unheard-of").Of(1, 0, 0) > 0);
    }

    [Fact]
    public void What_the_operator_says_of_a_host_counts_and_the_first_entry_that_matches()
    {
        _options.Hosts.Add(
            new HostPrice
            {
                Name = "cellar-*",
                Watts = 1_000,
                KilowattHour = 0.1,
                Hour = 0,
            }
        );
        _options.Hosts.Add(new HostPrice { Name = "*", Watts = 1 });

        Assert.Equal(0.1 / 3600, Rule.OfLocal("cellar-2", "RTX 4090").PerSecond, 12);
        Assert.Contains("configured", Rule.OfLocal("cellar-2", "").Basis, StringComparison.Ordinal);
        Assert.NotEqual(Rule.OfLocal("cellar-2", "").PerSecond, Rule.OfLocal("attic", "").PerSecond);
    }

    [Fact]
    public void A_cloud_model_costs_what_its_entry_says_and_an_unnamed_one_what_is_assumed()
    {
        _options.Cloud.Add(
            new CloudPrice
            {
                Model = "claude-*",
                Input = 3,
                Output = 15,
                ContextTokens = 200_000,
            }
        );

        var stated = Rule.OfCloud("claude-sonnet");
        var assumed = Rule.OfCloud("other");

        Assert.Equal(
            (3, 15, 200_000, true),
            (stated.InputPerMillion, stated.OutputPerMillion, stated.ContextTokens, stated.IsStated)
        );
        Assert.Equal(0.003 + 0.0015, stated.Of(1_000, 100, gpuSeconds: 99), 12);
        Assert.Equal(
            (5, 20, 0, false),
            (assumed.InputPerMillion, assumed.OutputPerMillion, assumed.ContextTokens, assumed.IsStated)
        );
    }

    [Theory]
    [InlineData("Profiler:Prices:Cloud:0:Model", "")]
    [InlineData("Profiler:Prices:Hosts:0:Watts", "0")]
    [InlineData("Profiler:Prices:KilowattHour", "0")]
    [InlineData("Profiler:Prices:Currency", "dollars")]
    [InlineData("Profiler:Prices:UnknownCloudInput", "0")]
    public void Prices_that_make_no_sense_are_refused(string key, string value)
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { [key] = value })
                    .Build()
            )
            .AddPrices();
        using var provider = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<PriceRule>());
    }
}
