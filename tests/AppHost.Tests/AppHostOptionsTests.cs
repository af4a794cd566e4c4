namespace Orchestrator.AppHost.Tests;

public sealed class AppHostOptionsTests
{
    [Fact]
    public void Without_arguments_the_port_is_8080_and_the_shape_is_chosen_by_what_the_machine_has()
    {
        var options = Valid();

        Assert.Equal(8080, options.Port);
        Assert.Null(options.Mode);
        Assert.False(options.ForceSimulated);
        Assert.Null(options.DataFolder);
    }

    [Fact]
    public void Every_option_is_read()
    {
        var options = Valid("--port", "9000", "--mode", "local", "--simulated", "--data", "here");

        Assert.Equal(9000, options.Port);
        Assert.Equal(Shape.Local, options.Mode);
        Assert.True(options.ForceSimulated);
        Assert.Equal("here", options.DataFolder);
    }

    [Theory]
    [InlineData("auto", null)]
    [InlineData("embedded", "Embedded")]
    [InlineData("local", "Local")]
    public void The_mode_names_a_shape_or_leaves_the_choice(string mode, string? shape) =>
        Assert.Equal(shape, Valid("--mode", mode).Mode?.ToString());

    [Fact]
    public void A_setting_of_the_application_host_itself_is_passed_on() =>
        Assert.Equal(["--Parameters:service-credential=x"], Valid("--Parameters:service-credential=x").Settings);

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "many")]
    [InlineData("--mode", "cluster")]
    [InlineData("--data", " ")]
    [InlineData("--colour", "blue")]
    [InlineData("--colour=blue", "")]
    public void A_wrong_argument_is_named(string option, string value)
    {
        var wrong = Assert.IsType<AppHostOptions.Parsed.Wrong>(AppHostOptions.Parse([option, value]));

        Assert.Contains(option, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--mode")]
    [InlineData("--data")]
    public void An_option_without_its_value_is_named(string option)
    {
        var wrong = Assert.IsType<AppHostOptions.Parsed.Wrong>(AppHostOptions.Parse([option]));

        Assert.Contains(option, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_wins_over_what_follows_it() =>
        Assert.IsType<AppHostOptions.Parsed.Help>(AppHostOptions.Parse(["--help", "--colour"]));

    private static AppHostOptions Valid(params string[] args) =>
        Assert.IsType<AppHostOptions.Parsed.Valid>(AppHostOptions.Parse(args)).Options;
}
