using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Tests;

public sealed class ProfilesOptionsTests
{
    [Fact]
    public void A_weight_out_of_range_stops_the_start_and_is_named()
    {
        using var services = new ServiceCollection()
            .AddOptions<ProfilesOptions>()
            .Configure(options => options.Fast.LatencyWeight = -1)
            .ValidateDataAnnotations()
            .Services.BuildServiceProvider();

        var wrong = Assert.Throws<OptionsValidationException>(() =>
            services.GetRequiredService<IOptions<ProfilesOptions>>().Value
        );

        Assert.Contains("LatencyWeight", Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_caller_says_goes_before_the_profile_but_for_a_named_model()
    {
        var auto = Fleets.Request("auto:fast") with { Weights = new(Latency: 0.3, Cost: null) };
        var named = Fleets.Request("qwen3:8b") with { Weights = new(Latency: 0, Cost: 9) };

        Assert.Equal(new(0.3, 5), AimProfiles.Default.WeightsOf(auto));
        Assert.Equal(new(1, 0), AimProfiles.Default.WeightsOf(named));
    }

    [Theory]
    [InlineData("auto:cheap", 0.24, true)]
    [InlineData("auto:cheap", 0.26, false)]
    [InlineData("auto:quality", 0.24, false)]
    public void A_model_below_the_floor_of_the_aim_is_worth_less_than_any_above_it(
        string aim,
        double quality,
        bool isBelow
    )
    {
        var profile = AimProfiles.Default.Of(RequestedModel.Parse(aim).Aim);

        var worth = ModelWorth.Of(
            new(quality, 0.1, "profile"),
            Router.Fleet.ModelRule.Usual,
            Router.Classification.TaskType.Code,
            profile
        );

        Assert.Equal(isBelow, worth < 0);
    }
}
